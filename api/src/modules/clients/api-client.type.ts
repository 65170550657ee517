import { Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateScalar, DateTimeScalar } from '../../platform/graph/scalars.ts'
import { type OrganizationKind, OrganizationKinds, OrganizationType } from '../organizations/index.ts'
import { type ApiClientAction, ApiClientActions, type ApiKeyState, ApiKeyStates } from './api-client.enums.ts'

@ObjectType('ApiClientGrant', {
  description: 'Scopes of a program in an organisation and everything below it 「接口授权」.',
  simpleResolvers: true,
})
export class ApiClientGrantType {
  @Field(() => [String], { description: 'What it may do, as permissions such as `members:read`.' })
  scopes!: string[]

  @Field(() => [OrganizationKinds], {
    description:
      'In which trees: for kinds other than the organisation’s own, what it and those below it lead, and the units that those cover.',
  })
  kinds!: OrganizationKind[]

  @Field(() => OrganizationType, { nullable: true, description: 'The organisation; null for every tree of the kinds.' })
  organization!: object | null
}

@ObjectType('ApiKey', {
  description: 'A key of a program 「接口密钥」. The key itself is shown once, when it is made.',
  simpleResolvers: true,
})
export class ApiKeyType {
  @Field(() => ID, { description: 'For rotateApiKey and revokeApiKey.' })
  id!: string

  @Field(() => String, { description: 'How the key begins, such as `qz_live_0123456789ab`; enough to know it by.' })
  prefix!: string

  @Field(() => ApiKeyStates, { description: 'Whether it is taken.' })
  state!: ApiKeyState

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { description: 'Until when it is taken.' })
  expiresAt!: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was ended before its time; null when it was not.' })
  revokedAt!: string | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it, or a token that it was exchanged for, was last used, to the minute; null for never.',
  })
  lastUsedAt!: string | null

  @Field(() => String, { nullable: true, description: 'From which address it was used then.' })
  lastUsedFrom!: string | null
}

@ObjectType('ApiClientUse', { description: 'What a program asked for on one day 「调用量」.', simpleResolvers: true })
export class ApiClientUseType {
  @Field(() => DateScalar, { description: 'The day, in Asia/Shanghai.' })
  day!: string

  @Field(() => Int, { description: 'Its requests.' })
  requests!: number

  @Field(() => Int, { description: 'Those of them that failed: a status from 400 on, or an answer with errors.' })
  errors!: number
}

@ObjectType('DeprecatedUse', {
  description: 'What a program uses of the schema that will go one day 「已弃用字段的使用」.',
  simpleResolvers: true,
})
export class DeprecatedUseType {
  @Field(() => String, { description: 'What it is: `Type.field`, `Type.field(argument:)`, `Enum.VALUE` or `Input.field`.' })
  element!: string

  @Field(() => Int, { description: 'In how many requests.' })
  uses!: number

  @Field(() => DateTimeScalar, { description: 'When it was first used.' })
  firstUsedAt!: string

  @Field(() => DateTimeScalar, { description: 'When it was last used, to some seconds.' })
  lastUsedAt!: string
}

@ObjectType('ApiClient', {
  implements: NodeType,
  description: 'A program that calls the API with keys and scopes of its own 「接口应用」.',
  simpleResolvers: true,
})
export class ApiClientType extends NodeType {
  @Field(() => String, { description: 'Its client id for OAuth; never changes 「应用标识」.' })
  clientId!: string

  @Field(() => String, { description: 'What it is called, in lists and in the audit trail 「应用名称」.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'What it is for, and who looks after it 「用途」.' })
  description!: string | null

  @Field(() => [ApiClientGrantType], { description: 'What it may do where.' })
  grants!: ApiClientGrantType[]

  @Field(() => [String], {
    nullable: true,
    description: 'Networks from where its keys and tokens are taken, such as `10.1.0.0/16`; null for anywhere 「来源地址」.',
  })
  addresses!: string[] | null

  @Field(() => [ApiKeyType], { description: 'Its keys, newest first; at most two are live at once.' })
  keys!: ApiKeyType[]

  @Field(() => DateTimeScalar, { nullable: true, description: 'When one of its keys was last used, to the minute; null for never.' })
  lastUsedAt!: string | null

  @Field(() => [DeprecatedUseType], { description: 'What it uses of the schema that is deprecated, last used first.' })
  deprecatedUses!: DeprecatedUseType[]

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was disabled; null while it is let in.' })
  disabledAt!: string | null

  @Field(() => Int, { description: 'For updates: a stale one is refused (STALE_VERSION).' })
  version!: number

  @Field(() => [ApiClientActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: ApiClientAction[]

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string

  @Field(() => String, { nullable: true, description: 'The display name of who made it.' })
  createdBy!: string | null
}

export const ApiClientConnection = connectionType('ApiClient', () => ApiClientType, 'API clients')
