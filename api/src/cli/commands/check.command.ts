import { type Command } from 'commander'
import pg from 'pg'
import { type CheckResult, runChecks } from '../check/run-checks.ts'
import { snapshotKey } from '../../modules/reports/index.ts'
import { secretKeyProvider } from '../../platform/crypto/key-provider.ts'
import { loadSecret } from '../../platform/crypto/secret-file.ts'
import { commandConfig } from '../opened-core.ts'
import { CommandProblem, type Terminal } from '../terminal.ts'

/** `qizhi check` */
export function checkCommand(program: Command, terminal: Terminal): void {
  program
    .command('check')
    .description('核对数据是否处处成立；有问题时列出并以 1 结束 prove that the data hold together; list what does not, and end with 1')
    .action(async () => {
      const config = commandConfig()
      const key = snapshotKey(secretKeyProvider(await loadSecret(config))).public
      const client = new pg.Client({ connectionString: config.databaseUrl, application_name: 'qizhi-check' })
      await client.connect()
      let broken = 0
      let proved = 0
      try {
        // sorting millions of rows in memory is what this is for
        await client.query(`SELECT set_config('work_mem', '256MB', false), set_config('jit', 'off', false)`)
        for await (const result of runChecks(client, key)) {
          report(terminal, result)
          if (result.offending.length > 0) broken += 1
          else proved += 1
        }
      } finally {
        await client.end()
      }
      if (broken > 0) throw new CommandProblem({ zh: `${broken} 项不成立，${proved} 项成立。`, en: `${broken} do not hold, ${proved} do.` })
      terminal.line(terminal.say({ zh: `${proved} 项全部成立。`, en: `All ${proved} hold.` }))
    })
}

function report(terminal: Terminal, { invariant, offending, more }: CheckResult): void {
  const { name, title } = invariant
  terminal.line(`${offending.length === 0 ? '✓' : '✗'} ${name}\t${terminal.say(title)}`)
  for (const row of offending) terminal.line(`    ${JSON.stringify(row)}`)
  if (more) terminal.line(`    ${terminal.say({ zh: '……还有更多', en: '… and more' })}`)
}
