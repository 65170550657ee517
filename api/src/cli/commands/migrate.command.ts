import { type Command } from 'commander'
import { migrations } from '../../../migrations/index.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { commandConfig } from '../opened-core.ts'
import { type Terminal } from '../terminal.ts'

/** `qizhi migrate` */
export function migrateCommand(program: Command, terminal: Terminal): void {
  program
    .command('migrate')
    .description('把数据库结构更新到最新 bring the database up to date')
    .action(async () => {
      const applied = await migrate(commandConfig().databaseUrl, migrations)
      for (const name of applied) terminal.line(name)
      if (applied.length === 0) terminal.line(terminal.say({ zh: '数据库已是最新。', en: 'The database is up to date.' }))
    })
}
