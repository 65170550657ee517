import { type Permission } from '../../platform/access/permissions.ts'
import { type Transaction } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { findAndLockOrganizations, lockEach, type LockedOrganization, takenIn } from '../organizations/index.ts'
import { type ActivityAction, type ActivityStatus } from './activity.enums.ts'
import { standingErrors } from './activity.rules.ts'

/** An activity as a use case sees it once it is locked. */
export interface LockedActivity extends Organizers {
  readonly id: string
  readonly organizationId: string
  readonly title: string
  readonly topic: string | null
  readonly place: string | null
  readonly host: string | null
  readonly agenda: string | null
  readonly minutes: string | null
  readonly plannedStart: Date
  readonly heldOn: string | null
  readonly onDay: string
  readonly status: ActivityStatus
  readonly version: number
}

interface Organizers {
  readonly organizer: LockedOrganization
  /** Those of the others that the actor may see. */
  readonly companions: readonly LockedOrganization[]
}

/**
 * Locks an activity that the actor may change: its organiser stays where it is, together with the organisations `alongside`, and nobody
 * else works on the activity. @throws AppError NOT_FOUND for an unknown id and for one outside his scope; the two look the same.
 */
export async function lockActivity(tx: Transaction, id: string, alongside: readonly string[] = []): Promise<LockedActivity> {
  if (!isUuid(id)) throw new AppError('NOT_FOUND')
  const others = alongside.filter(isUuid)
  const [organizations, [activity]] = await Promise.all([
    lockEach(tx, { expressions: [organizerOfFirst, ...others.map((_, at) => `$${at + 2}`)], parameters: [id, ...others] }),
    tx.query<Omit<LockedActivity, keyof Organizers>>(
      `SELECT id, organization_id AS "organizationId", title, topic, place, host, agenda, minutes, planned_start AS "plannedStart", held_on AS "heldOn", on_day AS "onDay", status, version
       FROM activity WHERE id = $1 FOR UPDATE`,
      [id],
    ),
  ])
  if (activity === undefined) throw new AppError('NOT_FOUND')
  const { organizationId } = activity
  return { ...activity, ...among(organizationId, takenIn(tx, organizations, permissions(organizationId, alongside))) }
}

/** It never changes, so that it can be read before anything is locked. */
const organizerOfFirst = '(SELECT organization_id FROM activity WHERE id = $1)'

/** Locks an organiser whose activities the actor may change, and others that he may see, in the order of their ids. */
export async function lockOrganizers(tx: Transaction, organizerId: string, others: readonly string[]): Promise<Organizers> {
  return among(organizerId, await findAndLockOrganizations(tx, permissions(organizerId, others)))
}

/** Whose activities the actor must be allowed to change, and whom he must be allowed to see. */
function permissions(organizerId: string, others: readonly string[]): ReadonlyMap<string, Permission> {
  return new Map([...others.map((id) => [id.toLowerCase(), 'organizations:read'] as const), [organizerId.toLowerCase(), 'activities:write']])
}

function among(organizerId: string, found: ReadonlyMap<string, LockedOrganization>): Organizers {
  const organizer = found.get(organizerId.toLowerCase())
  if (organizer === undefined) throw new AppError('NOT_FOUND')
  return { organizer, companions: [...found.values()].filter((each) => each !== organizer) }
}

/** Why this cannot be done with the activity: somebody else changed it since it was seen, or it is in no state for it. */
export function changeErrors(tx: Transaction, activity: LockedActivity, version: number, verb: ActivityAction): UserError[] {
  if (activity.version !== version) return [userError('STALE_VERSION', 'activity.stale', { field: 'version', params: { version: activity.version } })]
  return standingErrors(activity, verb, tx.today)
}

/** Why these organisations cannot hold an activity together with its organiser. */
export function companionErrors(ids: readonly string[], organizer: LockedOrganization, companions: readonly LockedOrganization[]): UserError[] {
  return ids.flatMap((id, at) => {
    const field = ['coOrganizerIds', String(at)]
    if (id.toLowerCase() === organizer.id) return [userError('INVALID', 'activity.ownCompanion', { field })]
    const companion = companions.find((candidate) => candidate.id === id.toLowerCase())
    if (companion === undefined) return [userError('NOT_FOUND', 'organization.notFound', { field })]
    return companion.dissolvedOn === null ? [] : [userError('CONFLICT', 'organization.dissolved', { field, params: { day: companion.dissolvedOn } })]
  })
}
