import type { Day, Placeholders, Text } from '@qizhi/codes'
import type { Certainty, Source } from './regulation.ts'

/** What a rule says from a day on, and where it is written. It holds until the next version takes effect. */
export interface RuleVersion<Value> {
  readonly value: Value
  readonly source: Source
  readonly certainty: Certainty
  readonly from: Day
}

/** One rule of the book, with all its versions, the oldest first. */
export interface Rule<Value = unknown, Fact extends string = string> {
  readonly id: string
  readonly title: Text
  /** How it refuses; what stands in braces are the facts that `obstacle` asks for. */
  readonly refusal: Text
  readonly facts: readonly Fact[]
  readonly versions: readonly [RuleVersion<Value>, ...RuleVersion<Value>[]]
  /** Present where a place may set its own value: whether that value only adds to or tightens the national one. */
  tightens?(this: void, local: Value, national: Value): boolean
}

interface RuleWords<Value, Zh extends string> {
  readonly id: string
  readonly title: Text
  readonly refusal?: { readonly zh: Zh; readonly en: string }
  tightens?(this: void, local: Value, national: Value): boolean
}

interface OneVersion<Value> {
  readonly value: Value
  readonly source: Source
  readonly certainty: Certainty
}

interface ManyVersions<Value> {
  readonly versions: readonly [RuleVersion<Value>, ...RuleVersion<Value>[]]
}

/** Declares a rule: with one version, which holds from its regulation's day on, or with several. */
export function rule<Value, const Zh extends string = never>(
  definition: RuleWords<Value, Zh> & (OneVersion<Value> | ManyVersions<Value>),
): Rule<Value, Placeholders<Zh>> {
  const { id, title, refusal = title } = definition
  return {
    id,
    title,
    refusal,
    facts: Array.from(refusal.zh.matchAll(/\{(\w+)\}/g), (match) => match[1] as Placeholders<Zh>),
    versions: 'versions' in definition ? definition.versions : [onlyVersion(definition)],
    ...(definition.tightens && { tightens: definition.tightens }),
  }
}

function onlyVersion<Value>({ value, source, certainty }: OneVersion<Value>): RuleVersion<Value> {
  return { value, source, certainty, from: source.regulation.effective }
}

/** A local minimum may only be higher. */
export const onlyHigher = (local: number, national: number): boolean => local >= national
