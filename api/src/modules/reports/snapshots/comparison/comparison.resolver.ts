import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection } from '../../../../platform/graph/page.type.ts'
import { type SignedInContext } from '../../../../platform/http/context.ts'
import { type SnapshotComparisons } from './comparison.service.ts'
import {
  SnapshotCellsArgs,
  SnapshotCellType,
  SnapshotChangeConnection,
  SnapshotChangesArgs,
  type SnapshotChangeType,
  SnapshotComparisonArgs,
  SnapshotComparisonType,
} from './comparison.type.ts'

@Resolver(() => SnapshotComparisonType)
export class SnapshotComparisonResolver {
  constructor(private readonly comparisons: SnapshotComparisons) {}

  @Authorized('reports:read')
  @Query(() => SnapshotComparisonType, {
    complexity: 20,
    description:
      'Holds a snapshot against today, and names the rows of the ledger behind every difference 「对比快照」. Needs reports:read and counts:read. Errors: NOT_FOUND for a snapshot that the viewer is not shown; FORBIDDEN where he may no longer see every person whom it would count now.',
  })
  snapshotComparison(
    @Args(() => SnapshotComparisonArgs) { id }: SnapshotComparisonArgs,
    @Ctx() context: SignedInContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.comparisons.compare(context, id, info)
  }

  @FieldResolver(() => [SnapshotCellType], {
    description: 'The cells that have another figure than they had, or one cell that is named 「变化的单元格」.',
  })
  cells(@Root() row: object, @Args(() => SnapshotCellsArgs) _args: SnapshotCellsArgs, @Info() info: GraphQLResolveInfo) {
    return answered<object[]>(row, info)
  }

  @FieldResolver(() => SnapshotChangeConnection, {
    nullable: true,
    complexity: 10,
    description: 'All rows that count otherwise than they did, latest day first; null where the rows were not kept 「全部变化记录」.',
  })
  changes(@Root() row: object, @Args(() => SnapshotChangesArgs) _args: SnapshotChangesArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<SnapshotChangeType> | null>(row, info)
  }
}

@Resolver(() => SnapshotCellType)
export class SnapshotCellResolver {
  @FieldResolver(() => SnapshotChangeConnection, {
    nullable: true,
    complexity: 10,
    description:
      'The rows that make the cell another: those that came to it, left it, or have other figures in it, latest day first. What the cell was, with them, is what it is. Null where the rows were not kept 「为什么变了」. Errors: BAD_USER_INPUT for more than 400 lists in one query.',
  })
  changes(@Root() row: object, @Args(() => SnapshotChangesArgs) _args: SnapshotChangesArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<SnapshotChangeType> | null>(row, info)
  }
}
