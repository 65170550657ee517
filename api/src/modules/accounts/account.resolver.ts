import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { ChangePasswordInput, RevokeSessionInput, SignInInput } from './account.inputs.ts'
import { type AccountService } from './account.service.ts'
import { SignOutPayload, ViewerPayload, viewerType } from './account.type.ts'
import { takeSession } from './sessions.ts'
import { type SignIn } from './sign-in.service.ts'

@Resolver()
export class AccountResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly signingIn: SignIn,
  ) {}

  @Mutation(() => ViewerPayload, {
    description:
      'Signs in and sets the session’s cookie 「登录」. Refusals: BAD_CREDENTIALS; LOCKED after five failures in a row, for 10 to 30 minutes.',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<ViewerPayload> {
    const { viewer, userErrors } = await this.signingIn.signIn(context, input)
    return { viewer: viewer && viewerType(viewer), userErrors }
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session 「退出登录」; does nothing for nobody.' })
  async signOut(@Ctx() context: Context): Promise<SignOutPayload> {
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
    const { userErrors } = await this.accounts.changePassword(context, input)
    return { viewer: viewerType(context.viewer), userErrors }
  }

  @Authorized()
  @Mutation(() => ViewerPayload, { description: 'Ends another session of one’s own 「结束会话」. Errors: NOT_FOUND.' })
  async revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'Which session.' }) input: RevokeSessionInput,
    @Ctx() context: SignedInContext,
  ): Promise<ViewerPayload> {
    const { userErrors } = await this.accounts.revokeSession(context, input)
    return { viewer: viewerType(context.viewer), userErrors }
  }
}
