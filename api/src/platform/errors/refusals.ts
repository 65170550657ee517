import { type Obstacle, ruleById, type Rules } from '@qizhi/rulebook'
import { type RuleReference, type UserError } from './user-error.type.ts'

/** What the rule book has against an input, as refusals that cite their rule. `field` is the path of the input's field, where one is to blame. */
export function refusals(obstacles: readonly Obstacle[], rules: Rules, about: { readonly field?: string } = {}): UserError[] {
  return obstacles.map((obstacle) => ({
    code: 'RULE_REFUSED',
    field: about.field === undefined ? null : [about.field],
    wording: { zh: obstacle.zh, en: obstacle.en },
    rule: referenceTo(obstacle.ruleId, rules),
  }))
}

function referenceTo(ruleId: string, rules: Rules): RuleReference | null {
  const rule = ruleById(ruleId)
  if (rule === undefined) return null
  const { title, source, certainty } = rules.cite(rule)
  return { id: ruleId, titleWording: title, articleWording: source, certainty: certainties[certainty] }
}

const certainties = { S: 'sure', L: 'likely', '?': 'check' } as const
