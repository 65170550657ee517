import type { Day, Text } from '@qizhi/codes'
import { sourceText, type Certainty } from './regulation.ts'
import type { Rule, RuleVersion } from './rule.ts'

/** A place's own value of a rule, decided in a document. */
export interface RuleOverride {
  readonly ruleId: string
  readonly value: unknown
  readonly from: Day
  /** The first day on which it no longer holds. */
  readonly until?: Day
  readonly documentNumber: string
  readonly reason: string
}

/** A rule as it is shown beside a decision. */
export interface Citation {
  readonly ruleId: string
  readonly title: Text
  readonly source: Text
  readonly certainty: Certainty
  readonly from: Day
  readonly override?: RuleOverride
}

/** The book as of a day, for one place. */
export interface Rules {
  readonly asOf: Day
  /** The value that holds: the place's own where it has one, otherwise the national one. */
  get<Value>(rule: Rule<Value>): Value
  /** The national version that holds. */
  version<Value>(rule: Rule<Value>): RuleVersion<Value>
  cite(rule: Rule): Citation
}

/**
 * The book as of a day. A case is decided by the rules of the day on which it began. For days before a rule's first
 * version the first one answers: the register holds days that are older than any text in the book.
 */
export function rulesAsOf(asOf: Day, overrides: readonly RuleOverride[] = []): Rules {
  const version = <Value>(rule: Rule<Value>) => rule.versions.findLast((each) => each.from <= asOf) ?? rule.versions[0]
  const override = (rule: Rule) =>
    overrides
      .filter((each) => each.ruleId === rule.id && each.from <= asOf && (each.until === undefined || asOf < each.until))
      .sort((one, other) => one.from.localeCompare(other.from))
      .at(-1)

  return {
    asOf,
    version,
    get<Value>(rule: Rule<Value>) {
      const own = rule.tightens && override(rule)
      return own ? (own.value as Value) : version(rule).value
    },
    cite(rule) {
      const { source, certainty, from } = version(rule)
      const own = rule.tightens && override(rule)
      return {
        ruleId: rule.id,
        title: rule.title,
        source: { zh: sourceText(source, 'zh'), en: sourceText(source, 'en') },
        certainty,
        from,
        ...(own && { override: own }),
      }
    },
  }
}
