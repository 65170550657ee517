import { Field, ID, Int, ObjectType } from 'type-graphql'
import { NodeType, PageInfoType } from '../../platform/graph/page.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import { ChangeEntities, type ChangeEntity, type ChangeOp, ChangeOps } from './change.enums.ts'

@ObjectType('ChangeActor', { description: 'The account that made a change 「操作者」.', simpleResolvers: true })
export class ChangeActorType {
  @Field(() => ID, { description: 'The account.' })
  id!: string

  @Field(() => String, { description: 'What colleagues are shown.' })
  displayName!: string
}

@ObjectType('Change', {
  description:
    'What one transaction did to one object: at most one change for each object and transaction. Where `node` is null, nothing is told but which object it was 「变更」.',
  simpleResolvers: true,
})
export class ChangeType {
  @Field(() => ID, { description: 'The same whenever and by whomever it is read: what comes twice is known by it.' })
  id!: string

  @Field(() => String, { description: 'The place in the feed, to be passed as `after`.' })
  cursor!: string

  @Field(() => ChangeEntities, { description: 'The kind of the object.' })
  entity!: ChangeEntity

  @Field(() => ID, { description: 'The id of the object.' })
  entityId!: string

  @Field(() => ChangeOps, { description: 'What happened to it, for this viewer.' })
  op!: ChangeOp

  @Field(() => Int, {
    nullable: true,
    description: 'The object’s version after the change; null where only a part of it changed, or `node` is null.',
  })
  version!: number | null

  @Field(() => [String], {
    description: 'The fields that changed, by their names in this schema; empty for CREATED, and where `node` is null.',
  })
  changed!: string[]

  @Field(() => ChangeActorType, {
    nullable: true,
    description: 'Who did it; null for the system itself, and where the viewer may not read the audit trail of the object’s organisation.',
  })
  actor!: ChangeActorType | null

  @Field(() => DateTimeScalar, { description: 'When the transaction began that made the change.' })
  occurredAt!: string

  @Field(() => NodeType, {
    nullable: true,
    description: 'The object as it is now, read in the viewer’s scope; null once it is deleted or out of that scope.',
  })
  node!: NodeType | null
}

@ObjectType('ChangeEdge', { description: 'A change with its place in the feed.', simpleResolvers: true })
export class ChangeEdgeType {
  @Field(() => String, { description: 'The place in the feed, to be passed as `after`.' })
  cursor!: string

  @Field(() => ChangeType, { description: 'The change itself.' })
  node!: ChangeType
}

@ObjectType('ChangeConnection', { description: 'A page of changes, in the order in which nobody can miss one.', simpleResolvers: true })
export class ChangeConnectionType {
  @Field(() => [ChangeType], { description: 'The changes of the page.' })
  nodes!: ChangeType[]

  @Field(() => [ChangeEdgeType], { description: 'The changes with their cursors.' })
  edges!: ChangeEdgeType[]

  @Field(() => PageInfoType, {
    description:
      'Where the page stands. `endCursor` is never null, also of an empty page: keep it, and go on from it. With `hasNextPage` go on at once; a page may be short, or empty, and have a next one.',
  })
  pageInfo!: PageInfoType

  @Field(() => Boolean, {
    description:
      'Whether the viewer’s scope is another one than that of `after`, by a change of his grants or of who leads whom. What came into it or left it by that is in no change: `reconcile` finds it.',
  })
  scopeChanged!: boolean
}
