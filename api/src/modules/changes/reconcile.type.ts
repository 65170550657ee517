import { ArrayMaxSize, IsInt, IsOptional, IsUUID, Matches, Min, ValidateNested } from 'class-validator'
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { ChangeEntities, type ChangeEntity } from './change.enums.ts'

/** How many ranges one call compares. */
export const mostRanges = 64

const rule =
  'the sum, modulo 2^64, of the first 8 bytes (big-endian) of SHA-256 of `id:version` over all objects of the range, as 16 lower-case hexadecimal digits; of nothing it is `0000000000000000`'

@InputType('ReconcileRange', { description: 'What a copy holds of a range of ids, in the order of their text 「核对区间」.' })
export class ReconcileRange {
  @Field(() => ID, { nullable: true, description: 'The first id that the range may hold; from the beginning when absent.' })
  @IsOptional()
  @IsUUID()
  from?: string | null

  @Field(() => ID, { nullable: true, description: 'The first id beyond the range; to the end when absent.' })
  @IsOptional()
  @IsUUID()
  to?: string | null

  @Field(() => Int, { description: 'How many objects the copy holds in it.' })
  @IsInt()
  @Min(0)
  count!: number

  @Field(() => String, { description: `The digest of the copy: ${rule}.` })
  @Matches(/^[0-9a-f]{16}$/)
  digest!: string
}

@ArgsType()
export class ReconcileArgs {
  @Field(() => ChangeEntities, { description: 'The kind of object that the copy holds.' })
  entity!: ChangeEntity

  @Field(() => [ReconcileRange], {
    description: 'Ranges of the copy, 1 to 64, that do not overlap: the whole of it in the first call, then the parts that differ.',
  })
  @ArrayMaxSize(mostRanges)
  @ValidateNested({ each: true })
  ranges!: ReconcileRange[]

  @Field(() => ID, { nullable: true, description: 'Only objects of this organisation’s subtree, as for `changes`.' })
  organization?: string | null
}

@ObjectType('ReconcilePart', { description: 'What the register holds of a part of a range.', simpleResolvers: true })
export class ReconcilePartType {
  @Field(() => ID, { nullable: true, description: 'The first id that the part may hold; null for the beginning.' })
  from!: string | null

  @Field(() => ID, { nullable: true, description: 'The first id beyond the part; null for the end.' })
  to!: string | null

  @Field(() => Int, { description: 'How many objects the viewer may see in it.' })
  count!: number

  @Field(() => String, { description: `Their digest: ${rule}.` })
  digest!: string
}

@ObjectType('ReconcileRow', { description: 'An object of the register and its version.', simpleResolvers: true })
export class ReconcileRowType {
  @Field(() => ID, { description: 'The object.' })
  id!: string

  @Field(() => Int, { description: 'Its version now.' })
  version!: number
}

@ObjectType('ReconcileDifference', {
  description:
    'A range in which the copy and what the viewer may see differ: its parts where it holds many objects, else all of its objects.',
  simpleResolvers: true,
})
export class ReconcileDifferenceType {
  @Field(() => ID, { nullable: true, description: 'The range’s first id, as it was given.' })
  from!: string | null

  @Field(() => ID, { nullable: true, description: 'The first id beyond it, as it was given.' })
  to!: string | null

  @Field(() => Int, { description: 'How many objects the viewer may see in it.' })
  count!: number

  @Field(() => [ReconcilePartType], {
    nullable: true,
    description:
      'The range in at most 32 parts without a gap: ask again about those whose count or digest is another one in the copy. Null where `rows` are given.',
  })
  parts!: ReconcilePartType[] | null

  @Field(() => [ReconcileRowType], {
    nullable: true,
    description:
      'Every object of a range of at most 200: what the copy lacks, holds in another version, or should not hold follows from it. Null where `parts` are given.',
  })
  rows!: ReconcileRowType[] | null
}

@ObjectType('Reconciliation', { description: 'How a copy compares with what the viewer may see 「核对结果」.', simpleResolvers: true })
export class ReconciliationType {
  @Field(() => Boolean, { description: 'Whether every range of the copy is equal.' })
  equal!: boolean

  @Field(() => [ReconcileDifferenceType], { description: 'The ranges that differ, in the order in which they were asked about.' })
  differences!: ReconcileDifferenceType[]
}
