import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../../platform/graph/page.type.ts'
import { selectionOf } from '../../../platform/graph/selection.ts'
import { type SignedInContext } from '../../../platform/http/context.ts'
import { ActivityConnection, type ActivityType } from '../../activities/index.ts'
import { MemberConnection, type MemberType } from '../../members/index.ts'
import { MembershipConnection, type MembershipType } from '../../memberships/index.ts'
import { reportLedger } from './report-ledger.ts'
import { ReportLedgerArgs, ReportLedgerType } from './report-ledger.type.ts'

@Resolver(() => ReportLedgerType)
export class ReportLedgerResolver {
  constructor(private readonly today: () => string) {}

  @Authorized('reports:read')
  @Query(() => ReportLedgerType, {
    description:
      'The rows behind a figure of a report, in the viewer’s own scope 「报表台账」. Needs reports:read and counts:read. Errors: NOT_FOUND for a report that the viewer is not shown; FORBIDDEN for persons to whom may not see them wherever he counts; BAD_USER_INPUT for what cannot be run.',
  })
  reportLedger(@Args(() => ReportLedgerArgs) args: ReportLedgerArgs, @Ctx() { reader }: SignedInContext, @Info() info: GraphQLResolveInfo) {
    return reportLedger(reader, args, selectionOf(info), this.today())
  }

  @FieldResolver(() => ActivityConnection, {
    nullable: true,
    description: 'The activities, newest first, of a report that counts ACTIVITIES; else null.',
  })
  activities(@Root() ledger: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<ActivityType> | null>(ledger, info)
  }

  @FieldResolver(() => MemberConnection, {
    nullable: true,
    description: 'The persons, by name, of a report that counts MEMBERS; else null.',
  })
  members(@Root() ledger: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<MemberType> | null>(ledger, info)
  }

  @FieldResolver(() => MembershipConnection, {
    nullable: true,
    description: 'The memberships, newest first, of a report that counts MEMBERSHIP_CHANGES; else null.',
  })
  memberships(@Root() ledger: object, @Args(() => PageArgs) _page: PageArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<MembershipType> | null>(ledger, info)
  }
}
