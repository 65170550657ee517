import { FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { OrganizationType } from '../organizations/index.ts'

@Resolver(() => OrganizationType)
export class OrganizationMemberCountResolver {
  @FieldResolver(() => Int, {
    description:
      'How many belong to it and to everything below it: full and probationary Party members, league members, union members with those retained, active staff of a unit; 0 for women’s organisations 「成员数」.',
  })
  memberCount(@Root() row: OrganizationType & { memberCount: number }) {
    return row.memberCount
  }
}
