import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql'
import { type Viewer } from '../../platform/access/viewer.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { type ChangeFeed } from '../changes/index.ts'
import { apiClientGraph } from '../clients/index.ts'
import { type WebhookSender } from './sender.ts'
import { type WebhookQueries } from './webhook-query.ts'
import { webhookGraph } from './webhook.graph.ts'
import {
  CreateWebhookInput,
  DeliveryInput,
  ReplayWebhookInput,
  ResumeWebhookInput,
  UpdateWebhookInput,
  WebhookInput,
  WebhookPayload,
  WebhookTestPayload,
} from './webhook.inputs.ts'
import { type Checked, type WebhookService } from './webhook.service.ts'
import { WebhookEndpointType } from './webhook.type.ts'

interface Parts {
  readonly webhooks: WebhookService
  readonly feed: ChangeFeed
  readonly sender: WebhookSender
  readonly queries: () => WebhookQueries
  readonly viewerOfAccount: (accountId: string) => Promise<Viewer | undefined>
}

@Resolver(() => WebhookPayload)
export class WebhookChangeResolver {
  constructor(private readonly parts: Parts) {}

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, {
    description: 'Registers an address that is told of changes. The answer brings its secret, once 「新建推送」.',
  })
  async createWebhook(
    @Arg('input', () => CreateWebhookInput, { description: 'The endpoint.' }) input: CreateWebhookInput,
    @Ctx() context: SignedInContext,
  ) {
    const cursor = await this.cursorOf(context, null, input.start)
    const owner = await this.ownerOf(context, input.apiClientId ?? null)
    return this.parts.webhooks.create(context, input, await this.checked(owner, input.document), input.start === 'NOW' ? cursor : null)
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, { description: 'Changes an endpoint 「修改推送」. Errors: NOT_FOUND.' })
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput, { description: 'What changes.' }) input: UpdateWebhookInput,
    @Ctx() context: SignedInContext,
  ) {
    const { ownerId } = await context.reader.fields<{ ownerId: string }>(webhookGraph, ['ownerId'], input.id)
    const owner = ownerId === context.viewer.accountId ? context.viewer : await this.parts.viewerOfAccount(ownerId)
    if (owner === undefined) throw new AppError('NOT_FOUND')
    return this.parts.webhooks.update(context, input, await this.checked(owner, input.document))
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, {
    description: 'Draws another secret; the one before signs as well for a day 「更换密钥」. Errors: NOT_FOUND.',
  })
  rotateWebhookSecret(@Arg('input', () => WebhookInput, { description: 'Which.' }) input: WebhookInput, @Ctx() context: SignedInContext) {
    return this.parts.webhooks.rotate(context, input)
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, { description: 'Stops sending; what changes meanwhile is kept 「暂停」. Errors: NOT_FOUND.' })
  pauseWebhook(@Arg('input', () => WebhookInput, { description: 'Which.' }) input: WebhookInput, @Ctx() context: SignedInContext) {
    return this.parts.webhooks.pause(context, input)
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, { description: 'Sends again, at once what waits 「恢复推送」. Errors: NOT_FOUND.' })
  async resumeWebhook(
    @Arg('input', () => ResumeWebhookInput, { description: 'Which.' }) input: ResumeWebhookInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.parts.webhooks.resume(context, input, input.fromNow ? await this.cursorOf(context, null, 'NOW') : null)
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, {
    description:
      'Sends every change after a cursor, or since a moment, again 「重新推送」. Errors: NOT_FOUND, and those of `changes` for the cursor.',
  })
  async replayWebhook(
    @Arg('input', () => ReplayWebhookInput, { description: 'From where.' }) input: ReplayWebhookInput,
    @Ctx() context: SignedInContext,
  ) {
    const { after, since } = input
    if ((after == null) === (since == null)) throw new AppError('BAD_USER_INPUT', 'webhook.replayFrom')
    const cursor = after ?? (await this.parts.feed.since(context.reader, context.viewer, momentOf(since!)))
    // one that does not hold is refused here and now
    await this.cursorOf(context, cursor, 'BEGINNING')
    return this.parts.webhooks.replay(context, input, cursor)
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, { description: 'Tries a delivery at once, also one that was given up 「重试」. Errors: NOT_FOUND.' })
  retryDelivery(@Arg('input', () => DeliveryInput, { description: 'Which.' }) input: DeliveryInput, @Ctx() context: SignedInContext) {
    return this.parts.webhooks.retry(context, input)
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, {
    description: 'Gives a delivery up, so that later changes of the same object need not wait for it 「放弃」. Errors: NOT_FOUND.',
  })
  skipDelivery(@Arg('input', () => DeliveryInput, { description: 'Which.' }) input: DeliveryInput, @Ctx() context: SignedInContext) {
    return this.parts.webhooks.skip(context, input)
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookPayload, { description: 'Deletes an endpoint and the record of its deliveries 「删除推送」. Errors: NOT_FOUND.' })
  deleteWebhook(@Arg('input', () => WebhookInput, { description: 'Which.' }) input: WebhookInput, @Ctx() context: SignedInContext) {
    return this.parts.webhooks.remove(context, input)
  }

  @Authorized('webhooks:run')
  @Mutation(() => WebhookTestPayload, {
    description: 'Sends a message of type `test` at once, and says how it went; nothing is kept of it 「测试」. Errors: NOT_FOUND.',
  })
  async testWebhook(@Arg('input', () => WebhookInput, { description: 'Which.' }) input: WebhookInput, @Ctx() context: SignedInContext) {
    const { id } = await context.reader.fields<{ id: string }>(webhookGraph, ['id'], input.id)
    return { statusCode: null, problem: 'UNREACHABLE', milliseconds: 0, ...(await this.parts.sender.test(id)), userErrors: [] }
  }

  @FieldResolver(() => WebhookEndpointType, { nullable: true, description: 'The endpoint; null where it was refused or deleted.' })
  endpoint(@Root() { endpointId }: WebhookPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return endpointId === null ? null : reader.byId(webhookGraph, info, endpointId)
  }

  /** @throws AppError for a cursor that does not hold, and for whoever may follow nothing */
  private async cursorOf({ reader, viewer }: SignedInContext, after: string | null, start: 'NOW' | 'BEGINNING'): Promise<string> {
    const page = await this.parts.feed.page(reader, viewer, { after, first: 1, start }, [])
    return page.pageInfo.endCursor
  }

  /** @throws AppError FORBIDDEN or NOT_FOUND for a client that is not his to manage */
  private async ownerOf({ reader, viewer }: SignedInContext, apiClientId: string | null): Promise<Viewer> {
    if (apiClientId === null) return viewer
    const { id } = await reader.fields<{ id: string }>(apiClientGraph, ['id'], apiClientId)
    const owner = await this.parts.viewerOfAccount(id)
    if (owner === undefined) throw new AppError('NOT_FOUND')
    return owner
  }

  private async checked(owner: Viewer, document: string | null | undefined): Promise<Checked> {
    return { owner, queryErrors: document == null || document.trim() === '' ? [] : await this.parts.queries().problems(document, owner) }
  }
}

/** Nothing was recorded before 1970, nor after now; and of the years far from both, which an instant may have, PostgreSQL knows nothing. */
function momentOf(instant: string | Date): string {
  return new Date(Math.min(Math.max(new Date(instant).getTime(), 0), Date.now())).toISOString()
}
