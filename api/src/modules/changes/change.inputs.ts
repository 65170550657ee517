import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeEntities, type ChangeEntity, type ChangeStart, ChangeStarts } from './change.enums.ts'

/** The longest page of changes, and the usual one. */
export const mostChanges = 500

@ArgsType()
export class ChangeArgs {
  @Field(() => String, {
    nullable: true,
    description: '`endCursor` of the page before, or the `cursor` of a change; see `start` when absent.',
  })
  after?: string | null

  @Field(() => Int, { defaultValue: mostChanges, description: 'How many changes at most, 1 to 500.' })
  first!: number

  @Field(() => [ChangeEntities], { nullable: true, description: 'Only objects of these kinds.' })
  entities?: ChangeEntity[] | null

  @Field(() => ID, {
    nullable: true,
    description:
      'Only objects of this organisation’s subtree; what moves out of it has LEFT, what moves into it is UPDATED. An unknown id finds nothing.',
  })
  organization?: string | null

  @Field(() => ChangeStarts, { defaultValue: 'BEGINNING', description: 'Where to begin without `after`.' })
  start!: ChangeStart
}

@ArgsType()
export class ChangedArgs {
  @Field(() => String, { nullable: true, description: 'As for `changes`: nothing that was changed since is missed.' })
  after?: string | null

  @Field(() => Int, { defaultValue: 100, description: 'How many changes a page may bring, 1 to 500.' })
  first!: number

  @Field(() => [ChangeEntities], { nullable: true, description: 'Only objects of these kinds.' })
  entities?: ChangeEntity[] | null

  @Field(() => ID, { nullable: true, description: 'Only objects of this organisation’s subtree, as for `changes`.' })
  organization?: string | null

  @Field(() => ChangeStarts, { defaultValue: 'NOW', description: 'Where to begin without `after`.' })
  start!: ChangeStart
}
