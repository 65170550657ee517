import type { ActivityTypeDefinition } from './activity-type.ts'
import { governanceTypes } from './governance-types.ts'
import { massOrganizationTypes } from './mass-organization-types.ts'
import { partyLifeTypes } from './party-life-types.ts'
import { serviceTypes } from './service-types.ts'
import { studyTypes } from './study-types.ts'

const builtIn = [...partyLifeTypes, ...studyTypes, ...governanceTypes, ...serviceTypes, ...massOrganizationTypes] as const

/** The codes of the built-in types. They never change: other systems know them. */
export type ActivityTypeCode = (typeof builtIn)[number]['code']

/** Every built-in type of activity 活动类型, in the order in which the catalogue shows them. */
export const activityTypes: readonly (ActivityTypeDefinition & { readonly code: ActivityTypeCode })[] = builtIn

/** The built-in type of a code. */
export function activityType(code: string): ActivityTypeDefinition | undefined {
  return activityTypes.find((type) => type.code === code)
}
