import { Length, MaxLength } from 'class-validator'
import { Field, ID, InputType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { type Language } from '../../platform/i18n/language.ts'
import { MailLanguages } from './account.type.ts'

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

@InputType({ description: 'Where and in which language mails reach oneself; what is absent stays.' })
export class ChangeMailSettingsInput {
  @Field(() => String, { description: 'One’s password: whoever finds an unlocked screen may not have reports sent to himself.' })
  @MaxLength(longestPassword)
  currentPassword!: string

  @Field(() => String, { nullable: true, description: 'The mail address; null for none.' })
  email?: string | null

  @Field(() => MailLanguages, { nullable: true, description: 'The language of mails; null for Chinese.' })
  mailLanguage?: Language | null
}

@InputType({ description: 'Where mails reach somebody else.' })
export class ChangeAccountEmailInput extends RetryableInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string

  @Field(() => String, { nullable: true, description: 'The mail address; null for none.' })
  email!: string | null
}
