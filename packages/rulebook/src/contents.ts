import { activityTypes } from './activities/catalogue.ts'
import { type Regulation } from './framework/regulation.ts'
import { type Rule } from './framework/rule.ts'
import { membershipVerbs, transitions } from './memberships/transitions.ts'
import { statusNames } from './memberships/statuses.ts'
import { kindNames, levelNames } from './organizations/kinds.ts'
import * as regulations from './regulations.ts'
import { allRules } from './rule-book.ts'

/**
 * All that the book says, as one text: whoever changes a rule, its source, a day or a word changes the text. Its digest is the version of
 * the book, which therefore nobody can forget to raise.
 */
export function ruleBookText(): string {
  const book = {
    regulations: byId(Object.values<Regulation>(regulations)),
    rules: byId(allRules),
    transitions,
    membershipVerbs,
    statusNames,
    kindNames,
    levelNames,
    activityTypes,
  }
  return JSON.stringify(Object.entries(book).map(([chapter, contents]) => [chapter, plain(contents, 0)]))
}

function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): readonly Thing[] {
  return [...things].sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Data alone. What the chapters of rules and regulations tell in full is elsewhere told by its id. */
function plain(value: unknown, depth: number): unknown {
  if (value instanceof Set) return plain([...value], depth)
  if (value instanceof Map) return plain([...value], depth)
  if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  const thing = value as Partial<Rule & Regulation>
  if (depth > 1 && thing.id !== undefined && (thing.versions !== undefined || thing.effective !== undefined)) return thing.id
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, depth + 1)]))
}
