import { type Command } from 'commander'
import { withCore } from '../opened-core.ts'
import { CommandProblem, type Terminal } from '../terminal.ts'

interface GrantOptions {
  readonly organization: readonly string[]
  readonly everything: boolean
  readonly persons: boolean
  readonly newPassword: boolean
}

/** `qizhi bi grant NAME`, `qizhi bi revoke NAME`, `qizhi bi list` */
export function biCommand(program: Command, terminal: Terminal): void {
  const bi = program.command('bi').description('BI 工具的只读数据库角色 read-only roles of the database for BI tools')
  bi.command('grant <name>')
    .description('建立角色或修改其范围，密码只显示一次 make a role or change what it sees; its password is shown this once')
    .option('--organization <codes...>', '可见的组织，含下级 the organisations that it sees, with those below', [])
    .option('--everything', '可见全部组织 it sees every organisation', false)
    .option('--persons', '可见人员（不含姓名和证件号） it sees persons, without names and numbers', false)
    .option('--new-password', '重新生成密码 draw another password', false)
    .action((name: string, { organization, ...options }: GrantOptions) =>
      withCore(async ({ modules, say }) => {
        const { role, schema, password, userErrors } = await modules.bi.access.grant({ name, organizations: organization, ...options })
        const [refusal] = userErrors
        if (refusal !== undefined && 'key' in refusal.wording) {
          const text = say(terminal.language, refusal.wording.key, refusal.wording.params)
          throw new CommandProblem({ zh: text, en: text })
        }
        terminal.line(`${terminal.say({ zh: '角色', en: 'Role' })}\t${role}`)
        terminal.line(`${terminal.say({ zh: '模式', en: 'Schema' })}\t${schema}`)
        if (password === null) return
        terminal.line(`${terminal.say({ zh: '密码', en: 'Password' })}\t${password}`)
        terminal.note(terminal.say({ zh: '密码只显示这一次。', en: 'The password is shown only this once.' }))
      }),
    )
  bi.command('revoke <name>')
    .description('收回授权并删除角色 take the grant away, and the role')
    .action((name: string) =>
      withCore(async ({ modules }) => {
        if (!(await modules.bi.access.revoke(name))) throw new CommandProblem({ zh: `没有角色 ${name}。`, en: `There is no role ${name}.` })
        terminal.note(terminal.say({ zh: '已收回。', en: 'It is revoked.' }))
      }),
    )
  bi.command('list')
    .description('列出角色 list the roles')
    .action(() =>
      withCore(async ({ modules }) => {
        for (const { role, organizations, everything, persons } of await modules.bi.access.list()) {
          const where = everything ? terminal.say({ zh: '全部组织', en: 'everything' }) : organizations.join(' ')
          terminal.line([role, where, ...(persons ? [terminal.say({ zh: '含人员', en: 'persons' })] : [])].join('\t'))
        }
      }),
    )
}
