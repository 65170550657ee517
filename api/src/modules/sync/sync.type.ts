import { Field, ID, Int, ObjectType } from 'type-graphql'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { type SyncDecision, SyncDecisions, type SyncMode, SyncModes, type SyncRowStatus, SyncRowStatuses } from './sync.enums.ts'
import { SyncErrorType } from './sync-error.type.ts'

@ObjectType('SyncFieldChange', { description: 'A difference between the source and the register 「字段差异」.', simpleResolvers: true })
export class SyncFieldChangeType {
  @Field(() => String, { description: 'The field of the row, e.g. `post`.' })
  field!: string

  @Field(() => String, { nullable: true, description: 'What the register said; numbers masked, amounts hidden. Null for nothing.' })
  before!: string | null

  @Field(() => String, { nullable: true, description: 'What the source says, shown the same way.' })
  after!: string | null

  @Field(() => SyncDecisions, { description: 'What became of it.' })
  decision!: SyncDecision
}

@ObjectType('SyncRowResult', { description: 'What became of one row 「一行的结果」.', simpleResolvers: true })
export class SyncRowResultType {
  @Field(() => Int, { description: 'Its place in the input, from 0.' })
  index!: number

  @Field(() => String, { description: 'Its external id.' })
  externalId!: string

  @Field(() => SyncRowStatuses, { description: 'What became of it.' })
  status!: SyncRowStatus

  @Field(() => ID, {
    nullable: true,
    description:
      'The member or organisation; null where there is none, or none that the caller may know of. A dry run gives no id to what it does not create.',
  })
  id!: string | null

  @Field(() => Int, { nullable: true, description: 'Its version after the row.' })
  version!: number | null

  @Field(() => [SyncFieldChangeType], {
    description: 'The differences, field by field; none for what is new, of which everything is taken that the row says.',
  })
  changes!: readonly SyncFieldChangeType[]

  @Field(() => [SyncErrorType], { description: 'Why it was rejected; empty otherwise.' })
  errors!: readonly SyncErrorType[]
}

@ObjectType('SyncCounts', { description: 'How many rows had which end 「行数」.', simpleResolvers: true })
export class SyncCountsType {
  @Field(() => Int, { description: 'All.' })
  total!: number

  @Field(() => Int, { description: 'CREATED.' })
  created!: number

  @Field(() => Int, { description: 'UPDATED.' })
  updated!: number

  @Field(() => Int, { description: 'UNCHANGED.' })
  unchanged!: number

  @Field(() => Int, { description: 'PROPOSED.' })
  proposed!: number

  @Field(() => Int, { description: 'REJECTED.' })
  rejected!: number
}

@ObjectType('SyncPayload', { description: 'What became of a call of a sync.', simpleResolvers: true })
export class SyncPayload {
  @Field(() => Boolean, { description: 'Whether no row was rejected and the call was not refused.' })
  ok!: boolean

  @Field(() => SyncModes, { description: 'Whether anything was written.' })
  mode!: SyncMode

  @Field(() => Boolean, { description: 'Whether the result is that of an earlier call with the same batch key.' })
  repeated!: boolean

  @Field(() => SyncCountsType, { description: 'How many rows had which end.' })
  counts!: SyncCountsType

  rows!: readonly SyncRowResultType[]

  @Field(() => [UserError], { description: 'Why the call as a whole was refused; what is wrong with rows stands in their `errors`.' })
  userErrors!: UserError[]
}

/** How many rows had which end. */
export function countsOf(rows: readonly Pick<SyncRowResultType, 'status'>[]): SyncCountsType {
  const counts = { total: rows.length, created: 0, updated: 0, unchanged: 0, proposed: 0, rejected: 0 }
  for (const { status } of rows) counts[status.toLowerCase() as keyof typeof counts] += 1
  return counts
}
