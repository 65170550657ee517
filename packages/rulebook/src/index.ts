export { sourceText, type Certainty, type Regulation, type Source } from './framework/regulation.ts'
export { rule, type Rule, type RuleVersion } from './framework/rule.ts'
export { rulesAsOf, type Citation, type RuleOverride, type Rules } from './framework/rules.ts'
export { obstacle, type FactValue, type Obstacle } from './framework/obstacle.ts'
export { overrideObstacles } from './framework/overriding.ts'
export { allRules, ruleById } from './rule-book.ts'
export { ruleBookText } from './contents.ts'
export * as regulations from './regulations.ts'

export {
  kindNames,
  levelName,
  levelNames,
  levelsOf,
  organizationKinds,
  type OrganizationKind,
  type OrganizationLevel,
} from './organizations/kinds.ts'
export { childLevels, placementObstacles, rootLevels, type Placement, type PlacementFacts } from './organizations/placement.ts'
export { dissolutionObstacles, type DissolutionFacts } from './organizations/dissolution.ts'

export {
  isEnding,
  isMember,
  membershipKinds,
  openStatusesOf,
  statusesOf,
  statusName,
  statusNames,
  type MembershipKind,
  type MembershipStatus,
} from './memberships/statuses.ts'
export {
  findTransition,
  membershipVerbs,
  transitions,
  transitionsFrom,
  type MembershipVerb,
  type Transition,
} from './memberships/transitions.ts'
export { probationEnd, probationExtensionObstacles, transitionObstacles, type TransitionFacts } from './memberships/transition-obstacles.ts'
export { admissionObstacles, holdingLevels, holdingObstacles, type AdmissionFacts } from './memberships/admission.ts'

export {
  activityCategories,
  activityHolderObstacles,
  expectations,
  type ActivityCategory,
  type ActivityTypeDefinition,
  type Expectation,
  type HeldBy,
} from './activities/activity-type.ts'
export { activityType, activityTypes, type ActivityTypeCode } from './activities/catalogue.ts'
export { timesAYear, type Frequency, type Period } from './activities/frequencies.ts'
