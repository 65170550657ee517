import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { activityGraph } from './activity.graph.ts'
import { ActivityType } from './activity.type.ts'
import { attachmentGraph } from './attachment.graph.ts'
import { AttachFileInput, AttachmentPayload, RemoveAttachmentInput } from './attachment.inputs.ts'
import { type AttachmentService } from './attachment.service.ts'
import { AttachmentType } from './attachment.type.ts'

@Resolver(() => AttachmentPayload)
export class AttachmentResolver {
  constructor(private readonly attachments: AttachmentService) {}

  @Authorized('activities:write')
  @Mutation(() => AttachmentPayload, { description: 'Keeps an uploaded file with an activity 「添加附件」. Until it is archived or cancelled.' })
  attachFile(@Arg('input', () => AttachFileInput, { description: 'The file and the activity.' }) input: AttachFileInput, @Ctx() context: SignedInContext) {
    return this.attachments.attach(context, input)
  }

  @Authorized('activities:write')
  @Mutation(() => AttachmentPayload, { description: 'Takes a file from an activity 「删除附件」. Until it is archived or cancelled. Errors: NOT_FOUND.' })
  removeAttachment(@Arg('input', () => RemoveAttachmentInput, { description: 'The attachment.' }) input: RemoveAttachmentInput, @Ctx() context: SignedInContext) {
    return this.attachments.remove(context, input)
  }

  @FieldResolver(() => AttachmentType, { nullable: true, description: 'The new attachment; null when it was refused, and when one was removed.' })
  attachment(@Root() { attachmentId }: AttachmentPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return attachmentId === null ? null : reader.byId(attachmentGraph, info, attachmentId)
  }

  @FieldResolver(() => ActivityType, { nullable: true, description: 'The activity as it is now.' })
  activity(@Root() { activityId }: AttachmentPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return activityId === null ? null : reader.byId(activityGraph, info, activityId)
  }
}
