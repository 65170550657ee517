import { type ActivityTypeCode } from '@qizhi/rulebook'
import { type OrganizationKind, type OrganizationLevel } from '../../../modules/organizations/index.ts'

/** An organisation of the bureau that holds activities. */
export interface Holder {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly level: OrganizationLevel
  readonly path: string
  /** Its place among those of its kind and level, from 0: whatever not everybody holds goes round by it. */
  readonly position: number
}

/** Which organisations hold something. */
export interface Holders {
  readonly kind: OrganizationKind
  readonly levels: readonly OrganizationLevel[]
  /** Only these, where it is a matter of one house. */
  readonly codes?: readonly string[]
}

/** A line of the year's programme: who holds what, when, and under which title. */
export interface ProgrammeLine {
  readonly type: ActivityTypeCode
  readonly by: Holders
  /** By month; each title is one activity of every holder. `{month}`, `{year}`, `{lastYear}` and `{anniversary}` (of the Party) stand for numbers. */
  readonly titles: Readonly<Partial<Record<Month, string>>>
  /** The day of the month on which it is held, or the first working day after it; without one, each holder has his own. */
  readonly day?: number
  /** Only every so many-th holder each time; they take turns. */
  readonly turns?: number
  /** How many of those who could come do come, where nobody is expected: from, to. */
  readonly guests?: readonly [number, number]
  readonly where?: 'HALL' | 'ROOM' | 'COMMUNITY' | 'MEMORIAL' | 'SPORTS'
  readonly topic?: string
  /** Codes of organisations that hold it together with the holder. */
  readonly together?: readonly string[]
}

export type Month = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12

export const branches: Holders = { kind: 'PARTY', levels: ['BRANCH', 'JOINT_BRANCH'] }
export const generalBranches: Holders = { kind: 'PARTY', levels: ['GENERAL_BRANCH'] }
export const partyCommittee: Holders = { kind: 'PARTY', levels: ['COMMITTEE'] }
export const unions: Holders = { kind: 'UNION', levels: ['COMMITTEE', 'JOINT_COMMITTEE'] }
export const leagueBranches: Holders = { kind: 'LEAGUE', levels: ['BRANCH'] }
export const leagueCommittee: Holders = { kind: 'LEAGUE', levels: ['COMMITTEE'] }
export const women: Holders = { kind: 'WOMEN', levels: ['COMMITTEE'] }

const everyMonth: readonly Month[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** The same title in several months. */
export function each(title: string, months: readonly Month[] = everyMonth): Partial<Record<Month, string>> {
  return Object.fromEntries(months.map((month) => [month, title]))
}
