import { type GraphQLResolveInfo } from 'graphql'
import { Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { type Database } from '../../platform/database/database.ts'
import { type Context } from '../../platform/http/context.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { organizationGraph, OrganizationType } from '../organizations/index.ts'
import { GrantType, MailLanguages, SessionType, viewerType, ViewerType } from './account.type.ts'
import { grantsOf, mailSettingsOf, mustChangePassword, openSessionsOf } from './viewers.ts'

@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly database: Database,
    private readonly isSandbox: boolean,
  ) {}

  @Query(() => ViewerType, {
    nullable: true,
    description: 'Whoever is signed in, or the program whose key or token came along 「当前用户」; null for nobody.',
  })
  viewer(@Ctx() { viewer }: Context): ViewerType | null {
    return viewer && viewerType(viewer)
  }

  @FieldResolver(() => Boolean, { description: 'Whether somebody else chose the password, so that it should be changed now.' })
  mustChangePassword(@Root() { id }: ViewerType): Promise<boolean> {
    return mustChangePassword(this.database, id)
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where mails reach the viewer; null where none do 「邮箱」.' })
  async email(@Root() { id }: ViewerType): Promise<string | null> {
    return (await mailSettingsOf(this.database, id)).email
  }

  @FieldResolver(() => MailLanguages, {
    nullable: true,
    description: 'The language of mails; null: nothing was chosen, so Chinese 「邮件语言」.',
  })
  async mailLanguage(@Root() { id }: ViewerType): Promise<Language | null> {
    return (await mailSettingsOf(this.database, id)).mailLanguage
  }

  @FieldResolver(() => Boolean, { description: 'Whether this installation is a sandbox, with made-up data only 「沙箱」.' })
  sandbox(): boolean {
    return this.isSandbox
  }

  @FieldResolver(() => [GrantType], { description: 'What the viewer may do where.' })
  async grants(@Root() { id, viewer }: ViewerType): Promise<GrantType[]> {
    return (await grantsOf(this.database, id)).map((grant) => ({ ...grant, viewer }))
  }

  @FieldResolver(() => [SessionType], { description: 'Where the viewer is signed in, last used first.' })
  async sessions(@Root() { id, viewer }: ViewerType): Promise<SessionType[]> {
    return (await openSessionsOf(this.database, id)).map((session) => ({ ...session, current: session.id === viewer.sessionId }))
  }
}

@Resolver(() => GrantType)
export class GrantResolver {
  @FieldResolver(() => OrganizationType, { nullable: true, description: 'The organisation; null for every tree of the kinds.' })
  organization(
    @Root() { organizationId, viewer }: GrantType,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> | null {
    return organizationId === null ? null : context.readerOf(viewer).byId(organizationGraph, info, organizationId)
  }
}
