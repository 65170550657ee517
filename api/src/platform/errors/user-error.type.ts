import { Field, ID, ObjectType } from 'type-graphql'
import { type MessageKey, type MessageParams } from '../i18n/texts.ts'

/** What can be wrong with a user's input; a module may add codes of its own, such as those of signing in. */
export type UserErrorCode =
  'STALE_VERSION' | 'INVALID' | 'REQUIRED' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'CONFLICT' | 'RULE_REFUSED' | 'BAD_CREDENTIALS' | 'LOCKED'

/** A text of the message files, or one that came with both languages, as those of the rule book do. */
export type Wording = { readonly key: MessageKey; readonly params: MessageParams } | { readonly zh: string; readonly en: string }

@ObjectType({ description: 'The rule that refused, and where it stands 「规则出处」.', simpleResolvers: true })
export class RuleReference {
  @Field(() => ID, { description: 'The id of the rule in the rule book, e.g. `party.branch.minimum`.' })
  id!: string

  /** In words, said in the reader's language. */
  titleWording!: Wording

  /** In words, said in the reader's language; null where the rule has no source. */
  articleWording!: Wording | null

  @Field(() => String, { description: 'How sure the reading of the regulation is: `sure`, `likely` or `custom`.' })
  certainty!: string
}

/** A refusal that the user can mend. Plain data, so that it can be kept with an idempotency key; it finds its words when it is read. */
@ObjectType({ description: 'Why an input was refused, where the user can mend it 「可更正的错误」.', simpleResolvers: true })
export class UserError {
  @Field(() => String, {
    description:
      'For programs; never changes. STALE_VERSION, INVALID, REQUIRED, NOT_FOUND, ALREADY_EXISTS, CONFLICT, RULE_REFUSED; signIn: BAD_CREDENTIALS, LOCKED.',
  })
  code!: UserErrorCode

  @Field(() => [String], {
    nullable: true,
    description: 'The path of the field in the input, e.g. `["entries", "3", "status"]`; null when it is the whole.',
  })
  field!: readonly string[] | null

  wording!: Wording

  @Field(() => RuleReference, { nullable: true, description: 'The rule that refused, when a regulation did.' })
  rule!: RuleReference | null
}
