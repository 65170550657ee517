import { Field, Int, ObjectType } from 'type-graphql'
import { UserError } from '../../../platform/errors/user-error.type.ts'
import { connectionType, NodeType } from '../../../platform/graph/page.type.ts'
import { DateTimeScalar } from '../../../platform/graph/scalars.ts'
import { MemberType } from '../../members/index.ts'
import { SyncErrorType } from '../sync-error.type.ts'
import { type SyncRowStatus, SyncRowStatuses } from '../sync.enums.ts'
import { SyncCountsType, SyncFieldChangeType } from '../sync.type.ts'
import { type SyncRunAction, SyncRunActions, type SyncRunStatus, SyncRunStatuses } from './sync-run.enums.ts'

@ObjectType('SyncRunRow', {
  description:
    'What becomes of a row of a sync, or, once it is applied, became of it; rows that say nothing new are counted only 「一行的结果」.',
  simpleResolvers: true,
})
export class SyncRunRowType {
  @Field(() => Int, { description: 'Its place among all rows of the sync, from 0; persons who are missing come after the last.' })
  index!: number

  @Field(() => String, { description: 'Its external id.' })
  externalId!: string

  @Field(() => String, { nullable: true, description: 'The name that the row gives.' })
  label!: string | null

  @Field(() => SyncRowStatuses, { description: 'What becomes of it.' })
  status!: SyncRowStatus

  @Field(() => MemberType, { nullable: true, description: 'The person on the register, where there is one whom the viewer may see.' })
  member!: MemberType | null

  @Field(() => [SyncFieldChangeType], { description: 'The differences, field by field; codes by their names.' })
  changes!: SyncFieldChangeType[]

  @Field(() => [SyncErrorType], { description: 'Why it is rejected; empty otherwise.' })
  errors!: SyncErrorType[]
}

@ObjectType('SyncRun', {
  description: 'A sync of many rows 「同步批次」. Visible to whoever started it while he holds sync:run, and to holders of sync:approve.',
  implements: NodeType,
  simpleResolvers: true,
})
export class SyncRunType extends NodeType {
  @Field(() => String, { description: 'The source.' })
  source!: string

  @Field(() => Boolean, { description: 'Whether persons whom the rows leave out count as leaving 「全量」.' })
  whole!: boolean

  @Field(() => SyncRunStatuses, { description: 'How far it is.' })
  status!: SyncRunStatus

  @Field(() => Int, { description: 'How many rows it has.' })
  rowCount!: number

  @Field(() => Int, { description: 'What of the preview, or of applying, is done: 0 to 100.' })
  progress!: number

  @Field(() => SyncCountsType, { description: 'How many rows have which end, as far as it is done.' })
  counts!: SyncCountsType

  @Field(() => Int, { description: 'With `whole`: how many active persons of the source the rows leave out, as of the preview.' })
  absentCount!: number

  @Field(() => Int, { description: 'With `whole`: how many active persons of the source there are.' })
  knownCount!: number

  @Field(() => Boolean, { description: 'Whether so many are missing that a second administrator has to let it go on (`liftSyncLimit`).' })
  limitExceeded!: boolean

  @Field(() => String, { nullable: true, description: 'Names the preview; applySync needs it. Null while there is none.' })
  token!: string | null

  @Field(() => String, { description: 'Who started it.' })
  createdBy!: string

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When all of it was applied; null before.' })
  appliedAt!: string | null

  @Field(() => Int, { description: 'Rises with every step; a step states the one that it saw.' })
  version!: number

  @Field(() => [SyncRunActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: SyncRunAction[]

  @Field(() => String, {
    nullable: true,
    description:
      'Where the rejected rows can be downloaded as CSV with the reasons, for whoever started it; mended, they can be added to another sync. Null when there are none.',
  })
  rejectedFileUrl!: string | null
}

export const SyncRunConnection = connectionType('SyncRun', () => SyncRunType, 'syncs')
export const SyncRunRowConnection = connectionType('SyncRunRow', () => SyncRunRowType, 'rows of a sync')

@ObjectType({ description: 'What became of a step of a sync.', simpleResolvers: true })
export class SyncRunPayload {
  runId!: string | null

  @Field(() => SyncRunType, {
    nullable: true,
    description: 'The sync as it is now, also where the step was refused; null when there is none.',
  })
  syncRun?: SyncRunType | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[]
}
