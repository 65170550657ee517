import { type Obstacle, type Rules } from '@qizhi/rulebook'
import { refusals } from '../../platform/errors/refusals.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'

/** What has to be chosen differently for a rule to agree. */
type Subject = 'kind' | 'organization' | 'step' | 'day' | 'person'

/** What the rules are about; those of deadlines and ages, which are most, are about the day. */
export const ruledSubjects: Readonly<Record<string, Subject>> = {
  'membership.one-open': 'kind',
  'membership.kind': 'organization',
  'party.membership.levels': 'organization',
  'union.membership.levels': 'organization',
  'league.membership.levels': 'organization',
  'party.temporary-branch.no-admission': 'organization',
  'membership.transition': 'step',
  'membership.birth-date': 'person',
  'league.age-out.office': 'person',
}

/** What the rule book has against a change of a membership, each refusal at the field of the input that it is about. */
export function membershipRefusals(obstacles: readonly Obstacle[], rules: Rules, fields: Partial<Record<Subject, string>>): UserError[] {
  return obstacles.flatMap((obstacle) => {
    const field = fields[ruledSubjects[obstacle.ruleId] ?? 'day']
    return refusals([obstacle], rules, field === undefined ? {} : { field })
  })
}
