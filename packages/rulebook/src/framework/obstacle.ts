import { fillTemplate, type Language, type Text } from '@qizhi/codes'
import type { Rule } from './rule.ts'

/** A fact in a refusal: a number, a day, or a word that both languages have. */
export type FactValue = string | number | Text

/** A rule that stands in the way, in words, with the facts that it was held against. */
export interface Obstacle extends Text {
  readonly ruleId: string
  readonly facts: Readonly<Record<string, FactValue>>
}

/** Makes an obstacle; the compiler asks for exactly the facts that the rule's refusal names. */
export function obstacle<Fact extends string>(
  rule: Pick<Rule<unknown, Fact>, 'id' | 'refusal' | 'facts'>,
  ...given: [Fact] extends [never] ? [] : [Record<Fact, FactValue>]
): Obstacle {
  const facts: Readonly<Record<string, FactValue>> = given[0] ?? {}
  const inWords = (language: Language) => {
    const words = Object.entries(facts).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value])
    return fillTemplate(rule.refusal[language], Object.fromEntries(words) as Record<string, string | number>)
  }
  return { ruleId: rule.id, facts, zh: inWords('zh'), en: inWords('en') }
}
