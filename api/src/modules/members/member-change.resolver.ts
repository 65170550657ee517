import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { CreateMemberInput, FindMemberInput, MemberPayload, RevealMemberInput, RevealMemberPayload, UpdateMemberInput } from './member-change.inputs.ts'
import { type MemberDisclosure } from './member-disclosure.service.ts'
import { memberGraph } from './member.graph.ts'
import { type MemberService } from './member.service.ts'
import { MemberType } from './member.type.ts'

@Resolver(() => MemberPayload)
export class MemberChangeResolver {
  constructor(
    private readonly members: MemberService,
    private readonly disclosure: MemberDisclosure,
  ) {}

  @Authorized('members:write')
  @Mutation(() => MemberPayload, { description: 'Enters a person into the register 「新增人员」. A national ID number that is on the register already is refused (ALREADY_EXISTS).' })
  createMember(@Arg('input', () => CreateMemberInput, { description: 'The person.' }) input: CreateMemberInput, @Ctx() context: SignedInContext) {
    return this.members.create(context, input)
  }

  @Authorized('members:write')
  @Mutation(() => MemberPayload, { description: 'Corrects a person’s entry 「修改人员」: what is absent stays, what is null is cleared. Errors: NOT_FOUND.' })
  updateMember(@Arg('input', () => UpdateMemberInput, { description: 'The changes.' }) input: UpdateMemberInput, @Ctx() context: SignedInContext) {
    return this.members.update(context, input)
  }

  @Authorized('members:personal')
  @Mutation(() => MemberPayload, {
    description: 'Finds a person by the whole national ID number 「按身份证号查找」. `member` is null where nobody in the viewer’s scope has it. Every look-up stays in the audit trail; the idempotency key is not needed and not heeded.',
  })
  findMemberByNationalId(@Arg('input', () => FindMemberInput, { description: 'Whom and why.' }) input: FindMemberInput, @Ctx() context: SignedInContext) {
    return this.disclosure.find(context, input)
  }

  @Authorized('members:reveal')
  @Mutation(() => RevealMemberPayload, {
    description: 'Shows what is masked elsewhere 「查看完整号码」. It stays in the audit trail with its purpose; the idempotency key is not needed and not heeded. Errors: NOT_FOUND.',
  })
  revealMember(@Arg('input', () => RevealMemberInput, { description: 'What, of whom and why.' }) input: RevealMemberInput, @Ctx() context: SignedInContext) {
    return this.disclosure.reveal(context, input)
  }

  @FieldResolver(() => MemberType, { nullable: true })
  member(@Root() { memberId }: MemberPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return memberId === null ? null : reader.byId(memberGraph, info, memberId)
  }
}
