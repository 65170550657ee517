import { levelsOf } from '../organizations/kinds.ts'
import type { HeldBy } from './activity-type.ts'

export const branches = ['BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH'] as const
/** Branches that elect and admit: a temporary branch does neither. */
export const standingBranches = ['BRANCH', 'JOINT_BRANCH'] as const
export const leadingBodies = ['COMMITTEE', 'GENERAL_BRANCH'] as const

/** Every Party organisation, groups included. */
export const everyPartyLevel = { PARTY: levelsOf('PARTY') } satisfies HeldBy
/** Every Party organisation with a secretary: all but the groups. */
export const partyOrganizations = { PARTY: [...leadingBodies, ...branches] } satisfies HeldBy
export const unions = { UNION: ['COMMITTEE', 'JOINT_COMMITTEE', 'SUB_UNION'] } satisfies HeldBy
export const leagueOrganizations = { LEAGUE: ['COMMITTEE', 'GENERAL_BRANCH', 'BRANCH'] } satisfies HeldBy
export const womenOrganizations = { WOMEN: ['COMMITTEE'] } satisfies HeldBy

/** Anybody: the Party and the mass organisations that it leads. */
export const allOrganizations = { ...partyOrganizations, ...unions, ...leagueOrganizations, ...womenOrganizations } satisfies HeldBy
