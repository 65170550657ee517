import { Ctx, Query, Resolver } from 'type-graphql'
import { type Context } from '../../platform/http/context.ts'
import { viewerType, ViewerType } from './account.type.ts'

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { nullable: true, description: 'Whoever is signed in 「当前用户」; null for nobody.' })
  viewer(@Ctx() { viewer }: Context): ViewerType | null {
    return viewer && viewerType(viewer)
  }
}
