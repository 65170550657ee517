import { ArrayMaxSize, ArrayMinSize, IsOptional, Max, Min, ValidateNested } from 'class-validator'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'
import { type OrganizationKind, OrganizationKinds } from '../organizations/index.ts'
import { ApiClientType, ApiKeyType } from './api-client.type.ts'

@InputType({ description: 'What a program may do in an organisation and everything below it.' })
export class ApiClientGrantInput {
  @Field(() => [String], {
    description:
      'Permissions such as `members:read`, as `viewer { permissions }` tells them, at most one’s own; never `accounts:manage` or `clients:manage`. `members:personal` shows personal data, `members:reveal` national ID numbers, with a purpose.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  scopes!: string[]

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation, in the viewer’s scope; null for every tree of the kinds, which takes as much oneself.',
  })
  organizationId?: string | null

  @Field(() => [OrganizationKinds], { description: 'In which trees, as of a grant of a person.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  kinds!: OrganizationKind[]
}

/** Days that a key lives, where nothing is said. */
export const usualKeyLife = 365

@InputType({ description: 'For how long a new key is taken.' })
abstract class NewKeyInput extends RetryableInput {
  @Field(() => Int, { defaultValue: usualKeyLife, description: 'In days, 1 to 730.' })
  @Min(1)
  @Max(730)
  keyExpiresInDays!: number
}

@InputType({ description: 'A program that is to call the API.' })
export class CreateApiClientInput extends NewKeyInput {
  @Field(() => String, {
    description: 'Its client id: 2 to 64 small letters, digits, dots, underscores or hyphens, as a user name; never changes.',
  })
  clientId!: string

  @Field(() => String, { description: 'What it is called, 1 to 100 characters.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'What it is for, at most 1,000 characters.' })
  description?: string | null

  @Field(() => [ApiClientGrantInput], { description: 'What it may do where, 1 to 20.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested()
  grants!: ApiClientGrantInput[]

  @Field(() => [String], { nullable: true, description: 'Addresses or networks from where it comes, at most 20; null for anywhere.' })
  @IsOptional()
  @ArrayMaxSize(20)
  addresses?: string[] | null
}

@InputType({ description: 'What changes of a program; what is absent stays.' })
export class UpdateApiClientInput extends RetryableInput {
  @Field(() => ID, { description: 'The API client.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => String, { nullable: true, description: 'What it is called, 1 to 100 characters.' })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'What it is for; null to clear it.' })
  description?: string | null

  @Field(() => [ApiClientGrantInput], { nullable: true, description: 'All that it may from now on, 1 to 20.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested()
  grants?: ApiClientGrantInput[] | null

  @Field(() => [String], { nullable: true, description: 'Addresses or networks from where it comes; null for anywhere.' })
  @IsOptional()
  @ArrayMaxSize(20)
  addresses?: string[] | null
}

@InputType({ description: 'A program that is to be kept out, or let in again.' })
export class DisableApiClientInput extends RetryableInput {
  @Field(() => ID, { description: 'The API client.' })
  id!: string

  @Field(() => Int, { description: 'The version that was seen.' })
  version!: number

  @Field(() => Boolean, { defaultValue: true, description: 'False lets it in again.' })
  disabled!: boolean
}

@InputType({ description: 'Another key of a program.' })
export class CreateApiKeyInput extends NewKeyInput {
  @Field(() => ID, { description: 'The API client.' })
  apiClientId!: string
}

@InputType({ description: 'A key that another is to take the place of.' })
export class RotateApiKeyInput extends NewKeyInput {
  @Field(() => ID, { description: 'The key, from `apiClient { keys { id } }`.' })
  keyId!: string

  @Field(() => Int, { defaultValue: 24, description: 'For how many hours the old key is still taken, 0 to 720; with 0 it ends at once.' })
  @Min(0)
  @Max(720)
  overlapHours!: number
}

@InputType({ description: 'A key that is to end.' })
export class RevokeApiKeyInput extends RetryableInput {
  @Field(() => ID, { description: 'The key, from `apiClient { keys { id } }`.' })
  keyId!: string
}

@ObjectType({ description: 'What became of a step with an API client.', simpleResolvers: true })
export class ApiClientPayload {
  apiClientId!: string | null

  keyId!: string | null

  @Field(() => ApiClientType, {
    nullable: true,
    description: 'The client as it is now, also where the step was refused; null when there is none.',
  })
  apiClient?: ApiClientType | null

  @Field(() => ApiKeyType, { nullable: true, description: 'The key that was made; null when none was.' })
  apiKey?: ApiKeyType | null

  @Field(() => String, {
    nullable: true,
    description:
      'The new key itself. It is told this once and kept nowhere: a repeated idempotency key gets null, and whoever lost the answer makes another key.',
  })
  secret!: string | null

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was not.' })
  userErrors!: readonly UserError[]
}
