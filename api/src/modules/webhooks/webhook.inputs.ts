import { ArrayMaxSize, IsOptional, IsUUID } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { PageArgs } from '../../platform/graph/page.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import { ChangeEntities, type ChangeEntity, type ChangeStart, ChangeStarts } from '../changes/index.ts'
import { type DeliveryProblem, DeliveryProblems, type DeliveryStatus, DeliveryStatuses } from './webhook.enums.ts'

@ArgsType()
export class DeliveryArgs extends PageArgs {
  @Field(() => DeliveryStatuses, { nullable: true, description: 'Only those in this state.' })
  status?: DeliveryStatus | null
}

const described = {
  name: 'What you call it, 1 to 100 characters.',
  url: 'An https address, at most 2,000 characters, without user name and password. A private one only where the operator allows it.',
  entities: 'Changes of which kinds of objects it is told, at least one.',
  organizationId: 'Only of objects in this organisation’s subtree.',
  document:
    'A query with the variable `$id: ID!`, the object that changed, such as `query ($id: ID!) { node(id: $id) { ... on Member { code name } } }`. Its answer is sent with each change. Null: the change alone.',
}

@InputType({ description: 'An address that is to be told of changes.' })
export class CreateWebhookInput extends RetryableInput {
  @Field(() => String, { description: described.name })
  name!: string

  @Field(() => String, { description: described.url })
  url!: string

  @Field(() => [ChangeEntities], { description: described.entities })
  @ArrayMaxSize(10)
  entities!: ChangeEntity[]

  @Field(() => ID, { nullable: true, description: described.organizationId })
  @IsOptional()
  @IsUUID()
  organizationId?: string | null

  @Field(() => String, { nullable: true, description: described.document })
  document?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The API client in whose name and scope it is told, which needs the scopes changes:read and webhooks:run; yours when absent. Needs clients:manage over it.',
  })
  @IsOptional()
  @IsUUID()
  apiClientId?: string | null

  @Field(() => ChangeStarts, { defaultValue: 'NOW', description: 'Whether it is told of what is kept already.' })
  start!: ChangeStart
}

@InputType({ description: 'What changes of an endpoint; what is absent stays.' })
export class UpdateWebhookInput extends RetryableInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => String, { nullable: true, description: described.name })
  name?: string | null

  @Field(() => String, { nullable: true, description: described.url })
  url?: string | null

  @Field(() => [ChangeEntities], { nullable: true, description: described.entities })
  @IsOptional()
  @ArrayMaxSize(10)
  entities?: ChangeEntity[] | null

  @Field(() => ID, { nullable: true, description: `${described.organizationId} Null: everywhere in the owner’s scope.` })
  @IsOptional()
  @IsUUID()
  organizationId?: string | null

  @Field(() => String, { nullable: true, description: described.document })
  document?: string | null
}

@InputType({ description: 'One of the viewer’s own endpoints.' })
export class WebhookInput extends RetryableInput {
  @Field(() => ID, { description: 'The endpoint.' })
  id!: string
}

@InputType({ description: 'An endpoint that is to be sent to again.' })
export class ResumeWebhookInput extends WebhookInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it goes on with the next change; what happened meanwhile is not sent then.',
  })
  fromNow!: boolean
}

@InputType({ description: 'From where an endpoint is told again.' })
export class ReplayWebhookInput extends WebhookInput {
  @Field(() => String, {
    nullable: true,
    description: 'A cursor of `changes`; every change after it is sent again, with the same `webhook-id` as before.',
  })
  after?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Instead of a cursor: everything that changed since.' })
  since?: Date | string | null
}

@InputType({ description: 'A delivery to one of the viewer’s own endpoints.' })
export class DeliveryInput extends RetryableInput {
  @Field(() => ID, { description: 'The delivery.' })
  id!: string
}

@ObjectType('WebhookPayload', { description: 'The endpoint as it is now, or why nothing was done.', simpleResolvers: true })
export class WebhookPayload {
  /** For the resolver of `endpoint`. */
  endpointId!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The new secret (`whsec_…`), shown this once; null where there is none, and for a repeated idempotency key.',
  })
  secret?: string | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}

@ObjectType('WebhookTestPayload', { description: 'How a test went.', simpleResolvers: true })
export class WebhookTestPayload {
  @Field(() => Int, { nullable: true, description: 'The status of the answer; null where there was none.' })
  statusCode!: number | null

  @Field(() => DeliveryProblems, { nullable: true, description: 'Why it failed; null when it was taken.' })
  problem!: DeliveryProblem | null

  @Field(() => Int, { description: 'How many milliseconds it took.' })
  milliseconds!: number

  @Field(() => [UserError], { description: 'Why nothing was sent.' })
  userErrors!: UserError[]
}
