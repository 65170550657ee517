import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql'
import { type FieldCipher } from '../../platform/crypto/field-cipher.ts'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { webhookGraph } from './webhook.graph.ts'
import { DeliveryArgs } from './webhook.inputs.ts'
import { openedRequest } from './webhook-secrets.ts'
import {
  WebhookAttemptType,
  WebhookConnection,
  WebhookDeliveryConnection,
  type WebhookDeliveryType,
  WebhookEndpointType,
} from './webhook.type.ts'

@Resolver(() => WebhookEndpointType)
export class WebhookResolver {
  @Query(() => WebhookConnection, { description: 'The viewer’s own endpoints, newest first 「变更推送」. Needs webhooks:run (FORBIDDEN).' })
  webhooks(@Args(() => PageArgs) page: PageArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.connection(webhookGraph, info, { ...page, order: 'NEWEST' })
  }

  @Query(() => WebhookEndpointType, { nullable: true, description: 'One of the viewer’s own endpoints. Errors: NOT_FOUND.' })
  webhook(@Arg('id', () => ID, { description: 'The endpoint.' }) id: string, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.found(webhookGraph, info, id)
  }

  @FieldResolver(() => WebhookDeliveryConnection, {
    description: 'What it was told and is to be told, newest first, for 30 days 「投递记录」.',
  })
  deliveries(@Root() row: WebhookEndpointType, @Args(() => DeliveryArgs) _args: DeliveryArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<WebhookDeliveryType>>(row, info)
  }
}

@Resolver(() => WebhookAttemptType)
export class WebhookAttemptResolver {
  constructor(private readonly cipher: FieldCipher) {}

  @FieldResolver(() => String, {
    nullable: true,
    complexity: 5,
    description:
      'What was sent: address, headers and body. Kept for 7 days; null afterwards, once its owner no longer sees the object, and for whoever does not see as much as the owner saw then.',
  })
  request(@Root() row: { readonly request: string | null }, @Ctx() { viewer }: SignedInContext) {
    const [id = '', sealed = ''] = row.request?.split(' ', 2) ?? []
    return row.request === null ? null : openedRequest(this.cipher, viewer, id, sealed)
  }
}
