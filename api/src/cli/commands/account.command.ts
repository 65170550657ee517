import { type Command, Option } from 'commander'
import { allKinds } from '../../modules/accounts/index.ts'
import { type OrganizationKind } from '../../modules/organizations/index.ts'
import { type Role, roles } from '../../platform/access/permissions.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { type Say } from '../../platform/i18n/texts.ts'
import { withCore } from '../opened-core.ts'
import { CommandProblem, type Terminal } from '../terminal.ts'

interface AccountOptions {
  readonly name?: string
  readonly role: Role
  readonly organization?: string
  readonly kinds: readonly OrganizationKind[]
  readonly email?: string
}

/** `qizhi account create USERNAME`, `qizhi account email USERNAME [ADDRESS]` */
export function accountCommand(program: Command, terminal: Terminal): void {
  const account = program.command('account').description('账号 accounts')
  account
    .command('email <username> [address]')
    .description('修改邮箱，不写地址则清除 change where mails reach an account; without an address, none do')
    .action((username: string, address?: string) =>
      withCore(async ({ modules, say }) => {
        const { userErrors } = await modules.accounts.creation.changeEmail(username, address ?? null)
        refuse(userErrors, terminal, say)
        terminal.note(terminal.say({ zh: '邮箱已修改。', en: 'The mail address was changed.' }))
      }),
    )
  account
    .command('create <username>')
    .description('建立账号，密码随机，只显示这一次 make an account; its random password is shown this once')
    .option('--name <name>', '显示名称，默认同用户名 the name that others see, the username by default')
    .addOption(new Option('--role <role>', '角色 the role').choices(roles).default('SECRETARY'))
    .option('--organization <code>', '管理范围：该组织及其下级；不写则为全部 the subtree that it manages; everything when absent')
    .option('--email <address>', '邮箱，用于接收报表 where reports are mailed to')
    .addOption(new Option('--kinds <kinds...>', '类别 the kinds of organisations').choices(allKinds).default([...allKinds]))
    .action((username: string, options: AccountOptions) =>
      withCore(async ({ modules, say }) => {
        const { credentials, userErrors } = await modules.accounts.creation.create({
          username,
          displayName: options.name ?? username,
          role: options.role,
          organizationCode: options.organization ?? null,
          kinds: options.kinds,
          email: options.email ?? null,
        })
        refuse(userErrors, terminal, say)
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

/** @throws CommandProblem with the first refusal, if there is one */
function refuse([refusal]: readonly UserError[], terminal: Terminal, say: Say): void {
  if (refusal === undefined) return
  const { wording } = refusal
  const text = 'key' in wording ? say(terminal.language, wording.key, wording.params) : terminal.say(wording)
  throw new CommandProblem({ zh: text, en: text })
}
