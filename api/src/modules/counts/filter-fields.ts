import { ActivityStatuses } from '../activities/index.ts'
import { EmploymentStatuses, Sexes } from '../members/index.ts'
import { MembershipKinds, MembershipStatuses } from '../memberships/index.ts'
import { OrganizationKinds } from '../organizations/index.ts'
import { type CountSource } from './engine/count-query.ts'
import { isDay, isListOf } from './shapes.ts'
import { MembershipChanges } from './membership-change.enums.ts'

type Fits = (value: unknown) => boolean

const text: Fits = (value) => typeof value === 'string' && value.length <= 100 && !/\p{Cc}/u.test(value)
const texts: Fits = (value) => isListOf(value, text)
const oneOf =
  (values: object): Fits =>
  (value) =>
    isListOf(value, (each) => Object.hasOwn(values, each))

/** The fields of each source's filter, and what fits into them: the same as the GraphQL inputs take. */
export const filterFields: Record<CountSource, Readonly<Record<string, Fits>>> = {
  ACTIVITIES: {
    organization: text,
    from: isDay,
    to: isDay,
    kinds: oneOf(OrganizationKinds),
    types: texts,
    statuses: oneOf(ActivityStatuses),
    query: text,
  },
  MEMBERS: {
    organization: text,
    kinds: oneOf(MembershipKinds),
    statuses: oneOf(MembershipStatuses),
    placeKinds: oneOf(OrganizationKinds),
    query: text,
    sexes: oneOf(Sexes),
    ethnicities: texts,
    educations: texts,
    employmentStatuses: oneOf(EmploymentStatuses),
    bornFrom: isDay,
    bornTo: isDay,
  },
  MEMBERSHIP_CHANGES: {
    organization: text,
    from: isDay,
    to: isDay,
    kinds: oneOf(MembershipKinds),
    statuses: oneOf(MembershipStatuses),
    changes: oneOf(MembershipChanges),
    sexes: oneOf(Sexes),
  },
}
