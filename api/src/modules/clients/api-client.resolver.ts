import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, ArgsType, Authorized, Ctx, Field, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Max, Min } from 'class-validator'
import { answered, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { apiClientGraph, apiKeyGraph } from './api-client.graph.ts'
import {
  ApiClientPayload,
  CreateApiClientInput,
  CreateApiKeyInput,
  DisableApiClientInput,
  RevokeApiKeyInput,
  RotateApiKeyInput,
  UpdateApiClientInput,
} from './api-client.inputs.ts'
import { type ApiClientService } from './api-client.service.ts'
import { ApiClientConnection, ApiClientType, ApiClientUseType, ApiKeyType } from './api-client.type.ts'
import { type ApiKeyService } from './api-key.service.ts'

@ArgsType()
class UseArgs {
  @Field(() => Int, { defaultValue: 30, description: 'Of how many days, today included, 1 to 366.' })
  @Min(1)
  @Max(366)
  days!: number
}

@Resolver(() => ApiClientType)
export class ApiClientResolver {
  @Authorized('clients:manage')
  @Query(() => ApiClientConnection, {
    description:
      'The programs that reach nothing beyond where the viewer manages clients, newest first 「接口应用」. Needs clients:manage (FORBIDDEN).',
  })
  apiClients(@Args(() => PageArgs) page: PageArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.connection(apiClientGraph, info, { ...page, order: 'NEWEST' })
  }

  @Authorized('clients:manage')
  @Query(() => ApiClientType, { nullable: true, description: 'A program by its id. Errors: NOT_FOUND.' })
  apiClient(
    @Arg('id', () => ID, { description: 'The API client’s id.' }) id: string,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.found(apiClientGraph, info, id)
  }

  @FieldResolver(() => [ApiClientUseType], {
    description: 'What it asked for day by day, oldest first; days without a request are absent.',
  })
  use(@Root() row: ApiClientType, @Args(() => UseArgs) _args: UseArgs, @Info() info: GraphQLResolveInfo) {
    return answered<ApiClientUseType[]>(row, info)
  }
}

@Resolver(() => ApiClientPayload)
export class ApiClientChangeResolver {
  constructor(
    private readonly clients: ApiClientService,
    private readonly keys: ApiKeyService,
  ) {}

  @Authorized('clients:manage')
  @Mutation(() => ApiClientPayload, {
    description: 'Makes a program known, with its first key, which is told this once 「新建接口应用」. Nobody gives it more than he has.',
  })
  createApiClient(
    @Arg('input', () => CreateApiClientInput, { description: 'The program.' }) input: CreateApiClientInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.clients.create(context, input)
  }

  @Authorized('clients:manage')
  @Mutation(() => ApiClientPayload, {
    description: 'Changes what a program is and may; it is felt by its next request 「修改接口应用」. Errors: NOT_FOUND.',
  })
  updateApiClient(
    @Arg('input', () => UpdateApiClientInput, { description: 'What changes.' }) input: UpdateApiClientInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.clients.update(context, input)
  }

  @Authorized('clients:manage')
  @Mutation(() => ApiClientPayload, {
    description: 'Keeps a program out at once, or lets it in again 「停用接口应用」. Errors: NOT_FOUND.',
  })
  disableApiClient(
    @Arg('input', () => DisableApiClientInput, { description: 'Which.' }) input: DisableApiClientInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.clients.disable(context, input)
  }

  @Authorized('clients:manage')
  @Mutation(() => ApiClientPayload, {
    description: 'Makes another key; of a program’s keys two at most are live (CONFLICT) 「新建密钥」. Errors: NOT_FOUND.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'Of which program.' }) input: CreateApiKeyInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.keys.create(context, input)
  }

  @Authorized('clients:manage')
  @Mutation(() => ApiClientPayload, {
    description:
      'Makes a key in the place of another, which ends after some hours: time to put the new one in place 「轮换密钥」. Errors: NOT_FOUND.',
  })
  rotateApiKey(
    @Arg('input', () => RotateApiKeyInput, { description: 'Which key.' }) input: RotateApiKeyInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.keys.rotate(context, input)
  }

  @Authorized('clients:manage')
  @Mutation(() => ApiClientPayload, {
    description: 'Ends a key, and the tokens that it was exchanged for, at once 「吊销密钥」. Errors: NOT_FOUND.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' }) input: RevokeApiKeyInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.keys.revoke(context, input)
  }

  @FieldResolver(() => ApiClientType, {
    nullable: true,
    description: 'The client as it is now, also where the step was refused; null when there is none.',
  })
  apiClient(@Root() { apiClientId }: ApiClientPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return apiClientId === null ? null : reader.byId(apiClientGraph, info, apiClientId)
  }

  @FieldResolver(() => ApiKeyType, { nullable: true, description: 'The key that was made; null when none was.' })
  apiKey(@Root() { keyId }: ApiClientPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return keyId === null ? null : reader.byId(apiKeyGraph, info, keyId)
  }
}
