import { Length, MaxLength } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'

/** More is no safer, and hashing it takes time. */
const longestPassword = 200

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'The user name; capitals do not matter.' })
  @Length(1, 64)
  username!: string

  @Field(() => String, { description: 'The password, at most 200 characters.' })
  @MaxLength(longestPassword)
  password!: string
}

@InputType({ description: 'A new password of one’s own.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The present one.' })
  @MaxLength(longestPassword)
  currentPassword!: string

  @Field(() => String, {
    description:
      'At least 8 characters of three kinds (capital letters, small letters, digits, signs), or at least 16; without the user name.',
  })
  @MaxLength(longestPassword)
  newPassword!: string
}

@InputType({ description: 'A session of one’s own that is to end.' })
export class RevokeSessionInput extends RetryableInput {
  @Field(() => ID, { description: 'From `viewer { sessions { id } }`.' })
  sessionId!: string
}
