import { type Command, Option } from 'commander'
import { allKinds } from '../../modules/accounts/index.ts'
import { type OrganizationKind } from '../../modules/organizations/index.ts'
import { type Role, roles } from '../../platform/access/permissions.ts'
import { withCore } from '../opened-core.ts'
import { CommandProblem, type Terminal } from '../terminal.ts'

interface AccountOptions {
  readonly name?: string
  readonly role: Role
  readonly organization?: string
  readonly kinds: readonly OrganizationKind[]
}

/** `qizhi account create USERNAME` */
export function accountCommand(program: Command, terminal: Terminal): void {
  program
    .command('account')
    .description('账号 accounts')
    .command('create <username>')
    .description('建立账号，密码随机，只显示这一次 make an account; its random password is shown this once')
    .option('--name <name>', '显示名称，默认同用户名 the name that others see, the username by default')
    .addOption(new Option('--role <role>', '角色 the role').choices(roles).default('SECRETARY'))
    .option('--organization <code>', '管理范围：该组织及其下级；不写则为全部 the subtree that it manages; everything when absent')
    .addOption(new Option('--kinds <kinds...>', '类别 the kinds of organisations').choices(allKinds).default([...allKinds]))
    .action((username: string, options: AccountOptions) =>
      withCore(async ({ modules, say }) => {
        const { credentials, userErrors } = await modules.accounts.creation.create({
          username,
          displayName: options.name ?? username,
          role: options.role,
          organizationCode: options.organization ?? null,
          kinds: options.kinds,
        })
        const [refusal] = userErrors
        if (refusal !== undefined) {
          const { wording } = refusal
          const text = 'key' in wording ? say(terminal.language, wording.key, wording.params) : terminal.say(wording)
          throw new CommandProblem({ zh: text, en: text })
        }
        terminal.line(`${terminal.say({ zh: '用户名', en: 'Username' })}\t${credentials!.username}`)
        terminal.line(`${terminal.say({ zh: '密码', en: 'Password' })}\t${credentials!.password}`)
        terminal.note(
          terminal.say({
            zh: '密码只显示这一次，首次登录须修改。',
            en: 'The password is shown only this once, and is to be changed at the first sign-in.',
          }),
        )
      }),
    )
}
