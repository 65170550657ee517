import { Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import { ChangeEntities, type ChangeEntity, type ChangeOp, ChangeOps } from '../changes/index.ts'
import { ApiClientType } from '../clients/index.ts'
import { OrganizationType } from '../organizations/index.ts'
import {
  type DeliveryAction,
  DeliveryActions,
  type DeliveryProblem,
  DeliveryProblems,
  type DeliveryStatus,
  DeliveryStatuses,
  type WebhookAction,
  WebhookActions,
  type WebhookProblem,
  WebhookProblems,
  type WebhookStatus,
  WebhookStatuses,
} from './webhook.enums.ts'

@ObjectType('WebhookAttempt', {
  description: 'One attempt to deliver 「投递尝试」. Of the answer only its status is kept.',
  simpleResolvers: true,
})
export class WebhookAttemptType {
  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  at!: string

  @Field(() => Int, { nullable: true, description: 'The status of the answer; null where there was none.' })
  statusCode!: number | null

  @Field(() => DeliveryProblems, { nullable: true, description: 'Why it failed; null where it did not.' })
  problem!: DeliveryProblem | null

  @Field(() => Int, { description: 'How long it took.' })
  milliseconds!: number

  @Field(() => Int, { description: 'How many bytes were sent.' })
  bytes!: number
}

@ObjectType('WebhookDelivery', {
  implements: NodeType,
  description: 'What an endpoint is told of one change. Its id is the `webhook-id` of every attempt 「投递」.',
  simpleResolvers: true,
})
export class WebhookDeliveryType extends NodeType {
  @Field(() => ID, { description: 'The change.' })
  changeId!: string

  @Field(() => ChangeEntities, { description: 'The kind of the object that changed.' })
  entity!: ChangeEntity

  @Field(() => ID, { description: 'The object that changed.' })
  entityId!: string

  @Field(() => ChangeOps, { description: 'What happened to it, when the delivery was recorded.' })
  op!: ChangeOp

  @Field(() => DateTimeScalar, { description: 'When it changed.' })
  occurredAt!: string

  @Field(() => DeliveryStatuses, { description: 'What became of it.' })
  status!: DeliveryStatus

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is tried next; null once it is over.' })
  nextAttemptAt!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken.' })
  deliveredAt!: string | null

  @Field(() => [WebhookAttemptType], { description: 'The attempts, newest first.' })
  attempts!: WebhookAttemptType[]

  @Field(() => [DeliveryActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: DeliveryAction[]
}

export const WebhookDeliveryConnection = connectionType('WebhookDelivery', () => WebhookDeliveryType, 'deliveries')

@ObjectType('WebhookCounts', { description: 'How many deliveries of the last 30 days are in which state.', simpleResolvers: true })
export class WebhookCountsType {
  @Field(() => Int, { description: 'Still to be taken.' })
  pending!: number

  @Field(() => Int, { description: 'Given up.' })
  failed!: number

  @Field(() => Int, { description: 'Taken.' })
  delivered!: number
}

@ObjectType('WebhookEndpoint', {
  implements: NodeType,
  description: 'An address that is told of changes, each with the answer to its own query, in its owner’s scope 「变更推送」.',
  simpleResolvers: true,
})
export class WebhookEndpointType extends NodeType {
  @Field(() => String, { description: 'What its owner calls it.' })
  name!: string

  @Field(() => String, { description: 'Where it is.' })
  url!: string

  @Field(() => [ChangeEntities], { description: 'Changes of which kinds of objects it is told.' })
  entities!: ChangeEntity[]

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'Only of objects in this organisation’s subtree; null for all that the owner sees.',
  })
  organization!: OrganizationType | null

  @Field(() => String, { nullable: true, description: 'The query whose answer it is sent; null where it is sent the change alone.' })
  document!: string | null

  @Field(() => ApiClientType, {
    nullable: true,
    description: 'The program in whose name and scope it is told; null where that is the person who registered it.',
  })
  apiClient!: ApiClientType | null

  @Field(() => WebhookStatuses, { description: 'Whether it is sent to.' })
  status!: WebhookStatus

  @Field(() => WebhookProblems, { nullable: true, description: 'Why it was given up; null unless it is DISABLED.' })
  problem!: WebhookProblem | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it takes nothing; null while it does.' })
  failingSince!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the secret before signs as well; null when there is none.' })
  previousSecretUntil!: string | null

  @Field(() => Int, { description: 'Rises with every change; an update states the one that it saw.' })
  version!: number

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string

  @Field(() => WebhookCountsType, { description: 'Its deliveries by state.' })
  counts!: WebhookCountsType

  @Field(() => [WebhookActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: WebhookAction[]
}

export const WebhookConnection = connectionType('WebhookEndpoint', () => WebhookEndpointType, 'endpoints')
