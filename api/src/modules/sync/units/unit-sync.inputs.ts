import { Field, Float, InputType } from 'type-graphql'
import { SyncInput } from '../members/member-sync.inputs.ts'

@InputType({ description: 'One unit, as the source knows it. What is absent is left.' })
export class SyncOrganizationRow {
  @Field(() => String, { description: 'The unit’s id in the source, at most 64 characters; it never changes there.' })
  externalId!: string

  @Field(() => Float, { nullable: true, description: 'An integer that rises with every change of this unit in the source.' })
  sourceVersion?: number | null

  @Field(() => Boolean, { nullable: true, description: 'The source no longer has the unit: its dissolution is proposed 「已撤销」.' })
  deleted?: boolean | null

  @Field(() => String, {
    nullable: true,
    description: 'Its code on the register: 1 to 32 letters, digits, - or _; the external id when absent. It never changes 「编码」.',
  })
  code?: string | null

  @Field(() => String, { nullable: true, description: 'Name, 2 to 100 characters; a new unit needs one 「名称」.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'BUREAU 局, INSTITUTION 直属单位 or DEPARTMENT 科室; a new unit needs one 「层级」.',
  })
  level?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The unit above: the source’s id of it, of this call or an earlier one, or its code; null for a unit at the top 「上级」.',
  })
  parent?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Founding day of a new unit, `YYYY-MM-DD`; when absent, 1949-10-01 or the day since when the parent stands where it stands 「成立日期」.',
  })
  establishedOn?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The day on which a change took effect, `YYYY-MM-DD`, today or earlier 「生效日期」.',
  })
  effectiveOn?: string | null
}

@InputType({ description: 'Units, as a source knows them; in any order.' })
export class SyncOrganizationsInput extends SyncInput {
  @Field(() => [SyncOrganizationRow], { description: 'At most 5,000 rows.' })
  rows!: SyncOrganizationRow[]
}
