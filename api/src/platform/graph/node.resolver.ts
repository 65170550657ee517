import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql'
import { type Context } from '../http/context.ts'
import { type Graph } from './graph.ts'
import { NodeType } from './page.type.ts'

/** Reads anything by its id. */
@Resolver(() => NodeType)
export class NodeResolver {
  constructor(private readonly graphs: readonly Graph[]) {}

  @Query(() => NodeType, {
    nullable: true,
    description: 'Anything by its id. Errors: NOT_FOUND for an unknown id and for one outside the viewer’s scope.',
  })
  node(
    @Arg('id', () => ID, { description: 'The id of an organisation, member, activity or any other node.' }) id: string,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.node(this.graphs, info, id)
  }
}
