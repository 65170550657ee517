import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { ChangeAccountEmailInput, ChangeMailSettingsInput, ChangePasswordInput, RevokeSessionInput, SignInInput } from './account.inputs.ts'
import { type AccountService } from './account.service.ts'
import { AccountEmailPayload, SignOutPayload, ViewerPayload, viewerType } from './account.type.ts'
import { type MailSettings } from './mail-settings.service.ts'
import { refusePrograms } from './persons-only.ts'
import { takeSession } from './sessions.ts'
import { type SignIn } from './sign-in.service.ts'

@Resolver()
export class AccountResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly signingIn: SignIn,
    private readonly mail: MailSettings,
  ) {}

  @Mutation(() => ViewerPayload, {
    description:
      'Signs in and sets the session’s cookie 「登录」. Refusals: BAD_CREDENTIALS; LOCKED after five failures in a row, for 10 to 30 minutes.',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<ViewerPayload> {
    refusePrograms(context)
    const { viewer, userErrors } = await this.signingIn.signIn(context, input)
    return { viewer: viewer && viewerType(viewer), userErrors }
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session 「退出登录」; does nothing for nobody.' })
  async signOut(@Ctx() context: Context): Promise<SignOutPayload> {
    refusePrograms(context)
    if (context.viewer !== null) await this.accounts.signOut(context as SignedInContext)
    takeSession(context.cookies)
    return { userErrors: [] }
  }

  @Authorized()
  @Mutation(() => ViewerPayload, { description: 'Changes one’s own password; all other sessions end 「修改密码」.' })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: SignedInContext,
  ): Promise<ViewerPayload> {
    refusePrograms(context)
    const { userErrors } = await this.accounts.changePassword(context, input)
    return { viewer: viewerType(context.viewer), userErrors }
  }

  @Authorized()
  @Mutation(() => ViewerPayload, { description: 'Ends another session of one’s own 「结束会话」. Errors: NOT_FOUND.' })
  async revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'Which session.' }) input: RevokeSessionInput,
    @Ctx() context: SignedInContext,
  ): Promise<ViewerPayload> {
    refusePrograms(context)
    const { userErrors } = await this.accounts.revokeSession(context, input)
    return { viewer: viewerType(context.viewer), userErrors }
  }

  @Authorized()
  @Mutation(() => ViewerPayload, {
    description:
      'Changes one’s own mail address or the language of mails 「修改邮箱」. Refusals: BAD_CREDENTIALS; LOCKED after five failures in a row; INVALID.',
  })
  async changeMailSettings(
    @Arg('input', () => ChangeMailSettingsInput, { description: 'What changes.' }) input: ChangeMailSettingsInput,
    @Ctx() context: SignedInContext,
  ): Promise<ViewerPayload> {
    refusePrograms(context)
    const { userErrors } = await this.mail.changeOwn(context, input)
    return { viewer: viewerType(context.viewer), userErrors }
  }

  @Authorized('accounts:manage')
  @Mutation(() => AccountEmailPayload, {
    description:
      'Changes the mail address of somebody all of whose grants lie within one’s own administration 「修改他人邮箱」. Errors: NOT_FOUND, also for everybody else.',
  })
  changeAccountEmail(
    @Arg('input', () => ChangeAccountEmailInput, { description: 'Whose, and which.' }) input: ChangeAccountEmailInput,
    @Ctx() context: SignedInContext,
  ): Promise<AccountEmailPayload> {
    return this.mail.changeOf(context, input)
  }
}
