import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Language } from '../i18n/language.ts'
import { type Say } from '../i18n/texts.ts'
import { RuleReference, UserError, type Wording } from './user-error.type.ts'

/** What of a request's context is needed to put something into words. */
interface Listener {
  readonly language: Language
  readonly say: Say
}

/** Puts refusals into the words of the reader's language. */
@Resolver(() => UserError)
export class UserErrorResolver {
  @FieldResolver(() => String, { description: 'For people, in the language of the request.' })
  message(@Root() error: UserError, @Ctx() listener: Listener): string {
    return inWords(error.wording, listener)
  }
}

@Resolver(() => RuleReference)
export class RuleReferenceResolver {
  @FieldResolver(() => String, { description: 'The regulation, in the language of the request.' })
  title(@Root() rule: RuleReference, @Ctx() listener: Listener): string {
    return inWords(rule.titleWording, listener)
  }

  @FieldResolver(() => String, { nullable: true, description: 'The article of the regulation, in the language of the request.' })
  article(@Root() rule: RuleReference, @Ctx() listener: Listener): string | null {
    return rule.articleWording && inWords(rule.articleWording, listener)
  }
}

/** A text of the message files, or one that came with both languages, in the reader’s. */
export function inWords(wording: Wording, { language, say }: Listener): string {
  if ('key' in wording) return say(language, wording.key, wording.params)
  return language === 'en' ? wording.en : wording.zh
}
