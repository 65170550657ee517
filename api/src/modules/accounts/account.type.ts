import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { type Role } from '../../platform/access/permissions.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import { type OrganizationKind, OrganizationKinds } from '../organizations/index.ts'

const Roles: Record<Role, Role> = {
  ADMINISTRATOR: 'ADMINISTRATOR',
  OFFICER: 'OFFICER',
  SECRETARY: 'SECRETARY',
  VIEWER: 'VIEWER',
  REPORTER: 'REPORTER',
}
registerEnumType(Roles, {
  name: 'Role',
  description: 'What somebody may do where his grant holds 「角色」.',
  valuesConfig: {
    ADMINISTRATOR: { description: 'Everything, accounts included 「系统管理员」.' },
    OFFICER: { description: 'Everything but accounts: organisation, union and league officers 「组织干部」.' },
    SECRETARY: { description: 'Reads organisations, members and counts; plans and records activities; keeps reports 「支部书记」.' },
    VIEWER: { description: 'Reads; personal data stay hidden 「查看」.' },
    REPORTER: { description: 'Reads organisations, activities and counts, never persons; keeps reports 「报表」.' },
  },
})

export const MailLanguages = { CHINESE: 'zh-CN', ENGLISH: 'en' } as const
registerEnumType(MailLanguages, {
  name: 'MailLanguage',
  description: 'The language of mails 「邮件语言」.',
  valuesConfig: { CHINESE: { description: 'Chinese 「中文」.' }, ENGLISH: { description: 'English 「英文」.' } },
})

const AccountKinds = { PERSON: 'PERSON', CLIENT: 'CLIENT' } as const
export type AccountKind = keyof typeof AccountKinds
registerEnumType(AccountKinds, {
  name: 'AccountKind',
  description: 'Who stands behind an account 「账号类型」.',
  valuesConfig: {
    PERSON: { description: 'A person who signs in 「人员账号」.' },
    CLIENT: { description: 'A program that comes with a key or token 「接口应用」.' },
  },
})

@ObjectType('Viewer', { description: 'Whoever is signed in, a person or a program 「当前用户」.', simpleResolvers: true })
export class ViewerType {
  @Field(() => ID, { description: 'The account.' })
  id!: string

  @Field(() => AccountKinds, { description: 'Whether a person asks or a program.' })
  kind!: AccountKind

  @Field(() => String, { description: 'What is typed to sign in; of a program its client id 「用户名」.' })
  username!: string

  @Field(() => String, { description: 'What colleagues are shown 「姓名」.' })
  displayName!: string

  @Field(() => [String], {
    description: 'What the viewer may do somewhere, e.g. `members:write`; where, the `viewerCan` of each object tells.',
  })
  permissions!: readonly string[]

  /** For the resolvers of the other fields. */
  viewer!: Viewer
}

/** The viewer's public face. */
export function viewerType(viewer: Viewer): ViewerType {
  return {
    id: viewer.accountId,
    kind: viewer.keyId === null ? 'PERSON' : 'CLIENT',
    username: viewer.username,
    displayName: viewer.displayName,
    permissions: viewer.permissions,
    viewer,
  }
}

@ObjectType('Grant', {
  description: 'A role, or a program’s scopes, in an organisation and everything below it 「授权」.',
  simpleResolvers: true,
})
export class GrantType {
  @Field(() => Roles, { nullable: true, description: 'What a person may do; null for a program, whose grants name scopes.' })
  role!: Role | null

  @Field(() => [String], { nullable: true, description: 'What a program may do, as permissions; null for a person.' })
  scopes!: readonly string[] | null

  @Field(() => [OrganizationKinds], {
    description:
      'In which trees: for kinds other than the organisation’s own, what it and those below it lead, and the units that those cover.',
  })
  kinds!: readonly OrganizationKind[]

  /** For the resolver of `organization`. */
  organizationId!: string | null

  viewer!: Viewer
}

@ObjectType('Session', { description: 'A browser or program that is signed in 「登录会话」.', simpleResolvers: true })
export class SessionType {
  @Field(() => ID, { description: 'For revokeSession.' })
  id!: string

  @Field(() => DateTimeScalar, { description: 'When it signed in.' })
  createdAt!: Date

  @Field(() => DateTimeScalar, { description: 'When it was last used, to the minute.' })
  lastSeenAt!: Date

  @Field(() => String, { nullable: true, description: 'What the browser calls itself.' })
  userAgent!: string | null

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  current!: boolean
}

@ObjectType({ description: 'Who is signed in now.', simpleResolvers: true })
export class ViewerPayload {
  @Field(() => ViewerType, { nullable: true, description: 'The viewer; null when refused.' })
  viewer!: ViewerType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was not.' })
  userErrors!: readonly UserError[]
}

@ObjectType({ description: 'What became of somebody’s mail address.', simpleResolvers: true })
export class AccountEmailPayload {
  @Field(() => [UserError], { description: 'Why it was refused; empty when it was not.' })
  userErrors!: readonly UserError[]
}

@ObjectType({ description: 'The end of a session.', simpleResolvers: true })
export class SignOutPayload {
  @Field(() => [UserError], { description: 'Always empty: signing out cannot be refused.' })
  userErrors!: readonly UserError[]
}
