import { childLevels, rootLevels, rulesAsOf } from '@qizhi/rulebook'
import { Temporal } from '@js-temporal/polyfill'
import { type OrganizationKind, type OrganizationLevel } from './organization.enums.ts'

/** The levels that may stand under a parent of this level, or at the top of the tree. */
export function permittedLevels(kind: OrganizationKind, parentLevel: OrganizationLevel | null): readonly OrganizationLevel[] {
  const rules = rulesAsOf(Temporal.Now.plainDateISO('Asia/Shanghai').toString())
  return parentLevel === null ? rootLevels(kind, rules) : childLevels(kind, parentLevel, rules)
}
