import { Command } from 'commander'
import { accountCommand } from './commands/account.command.ts'
import { biCommand } from './commands/bi.command.ts'
import { checkCommand } from './commands/check.command.ts'
import { demoCommand } from './commands/demo.command.ts'
import { importCommand } from './commands/import.command.ts'
import { migrateCommand } from './commands/migrate.command.ts'
import { snapshotCommand } from './commands/snapshot.command.ts'
import { type Terminal } from './terminal.ts'

/** The product's command line: `pnpm qizhi …`. */
export function qizhiProgram(terminal: Terminal): Command {
  const program = new Command('qizhi').description('旗帜 Qizhi')
  for (const add of [importCommand, accountCommand, biCommand, checkCommand, migrateCommand, snapshotCommand, demoCommand])
    add(program, terminal)
  return program.showHelpAfterError()
}
