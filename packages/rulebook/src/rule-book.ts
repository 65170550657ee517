import * as activityType from './activities/activity-type.ts'
import * as frequencies from './activities/frequencies.ts'
import * as overriding from './framework/overriding.ts'
import type { Rule } from './framework/rule.ts'
import * as leagueRules from './memberships/league-rules.ts'
import * as partyRules from './memberships/party-rules.ts'
import * as registerRules from './memberships/register-rules.ts'
import * as unionRules from './memberships/union-rules.ts'
import * as dissolution from './organizations/dissolution.ts'
import * as placement from './organizations/placement.ts'

const chapters = [placement, dissolution, registerRules, partyRules, leagueRules, unionRules, activityType, frequencies, overriding]

/** Every rule of the book. */
export const allRules: readonly Rule[] = chapters.flatMap((chapter) => Object.values<unknown>({ ...chapter }).filter(isRule))

const byId = new Map(allRules.map((each) => [each.id, each]))

/** The rule that an obstacle, an override or a `userErrors.rule` names. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id)
}

function isRule(exported: unknown): exported is Rule {
  return typeof exported === 'object' && exported !== null && 'versions' in exported && 'refusal' in exported
}
