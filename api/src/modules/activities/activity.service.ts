import { covers } from '../../platform/access/scope.ts'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { auditChange } from './activity-audit.ts'
import { type ActivityPayload, type ArchiveActivityInput, type CancelActivityInput, type HoldActivityInput, type UpdateActivityInput } from './activity-change.inputs.ts'
import { changeErrors, companionErrors, type LockedActivity, lockActivity } from './activity-directory.ts'
import { type ActivityAction } from './activity.enums.ts'
import { heldErrors, instantOf, startErrors } from './activity.rules.ts'
import { tidy } from './plain-text.ts'

/** What becomes of an activity once it is planned. */
export class ActivityService {
  constructor(private readonly writer: Writer) {}

  update(actor: Actor, input: UpdateActivityInput): Promise<ActivityPayload> {
    const coOrganizerIds = input.coOrganizerIds ?? []
    return this.change(actor, 'activity.update', input, 'UPDATE', coOrganizerIds, async (tx, activity) => {
      const errors: UserError[] = companionErrors(coOrganizerIds, activity.organizer, activity.companions)
      if (input.title === null) errors.push(userError('REQUIRED', 'activity.titleRequired', { field: 'title' }))
      if (input.plannedStart === null) errors.push(userError('REQUIRED', 'activity.startRequired', { field: 'plannedStart' }))
      if (typeof input.plannedStart === 'string') errors.push(...startErrors(input.plannedStart, activity.organizer.establishedOn, tx.today))
      if (errors.length > 0) return errors

      const before = detailsOf(activity)
      const after = { ...before, ...given(input) }
      await tx.query(
        `UPDATE activity SET title = $2, topic = $3, place = $4, host = $5, agenda = $6, planned_start = $7, minutes = $8, version = version + 1, updated_at = now() WHERE id = $1`,
        [activity.id, after.title, after.topic, after.place, after.host, after.agenda, after.plannedStart, after.minutes],
      )
      const companions = input.coOrganizerIds === undefined ? undefined : await replaceCompanions(tx, activity)
      auditChange(tx, activity, { ...before, coOrganizerIds: companions?.before }, { ...after, coOrganizerIds: companions?.after })
      return []
    })
  }

  hold(actor: Actor, input: HoldActivityInput): Promise<ActivityPayload> {
    return this.change(actor, 'activity.hold', input, 'HOLD', [], async (tx, activity) => {
      const errors = heldErrors(input.heldOn, activity.organizer.establishedOn, tx.today)
      if (errors.length > 0) return errors
      const minutes = input.minutes === undefined ? activity.minutes : tidy(input.minutes)
      await tx.query(`UPDATE activity SET status = 'HELD', held_on = $2, minutes = $3, version = version + 1, updated_at = now() WHERE id = $1`, [activity.id, input.heldOn, minutes])
      auditChange(tx, activity, { status: activity.status, heldOn: null, minutes: activity.minutes }, { status: 'HELD', heldOn: input.heldOn, minutes })
      return []
    })
  }

  archive(actor: Actor, input: ArchiveActivityInput): Promise<ActivityPayload> {
    return this.change(actor, 'activity.archive', input, 'ARCHIVE', [], async (tx, activity) => {
      await tx.query(`UPDATE activity SET status = 'ARCHIVED', version = version + 1, updated_at = now() WHERE id = $1`, [activity.id])
      auditChange(tx, activity, { status: activity.status }, { status: 'ARCHIVED' })
      return []
    })
  }

  cancel(actor: Actor, input: CancelActivityInput): Promise<ActivityPayload> {
    return this.change(actor, 'activity.cancel', input, 'CANCEL', [], async (tx, activity) => {
      const reason = input.reason.trim()
      await tx.query(`UPDATE activity SET status = 'CANCELLED', cancel_reason = $2, version = version + 1, updated_at = now() WHERE id = $1`, [activity.id, reason])
      auditChange(tx, activity, { status: activity.status }, { status: 'CANCELLED' }, { reason })
      return []
    })
  }

  /** Locks the activity, refuses what is stale or in no state for it, and does the rest. */
  private change(
    actor: Actor,
    action: string,
    input: { readonly id: string; readonly version: number; readonly idempotencyKey?: string | null },
    verb: ActivityAction,
    alongside: readonly string[],
    useCase: (tx: Transaction, activity: LockedActivity) => Promise<UserError[]>,
  ): Promise<ActivityPayload> {
    return this.writer.write(actor, action, input, async (tx) => {
      const activity = await lockActivity(tx, input.id, alongside)
      const errors = changeErrors(tx, activity, input.version, verb)
      return { activityId: activity.id, userErrors: errors.length > 0 ? errors : await useCase(tx, activity) }
    })
  }
}

interface Details {
  readonly title: string
  readonly topic: string | null
  readonly place: string | null
  readonly host: string | null
  readonly agenda: string | null
  readonly plannedStart: string
  readonly minutes: string | null
}

function detailsOf({ title, topic, place, host, agenda, plannedStart, minutes }: LockedActivity): Details {
  return { title, topic, place, host, agenda, plannedStart: plannedStart.toISOString(), minutes }
}

/** What of the details is given: absent leaves, null clears. */
function given({ title, plannedStart, ...texts }: UpdateActivityInput): Partial<Details> {
  const optional = (['topic', 'place', 'host', 'agenda', 'minutes'] as const).filter((name) => texts[name] !== undefined)
  return {
    ...(title == null ? {} : { title: title.trim() }),
    ...(plannedStart == null ? {} : { plannedStart: instantOf(plannedStart) }),
    ...Object.fromEntries(optional.map((name) => [name, tidy(texts[name])])),
  }
}

/** Puts the companions of the input in the place of those that the actor may see; the others are none of his business. */
async function replaceCompanions(tx: Transaction, { id, companions }: LockedActivity): Promise<{ before: string[]; after: string[] }> {
  const scope = tx.actor.viewer.scope('organizations:read')
  const present = await tx.query<{ id: string; path: string }>(
    `SELECT co.organization_id AS id, p.path FROM activity_co_organizer co JOIN organization_placement p ON p.organization_id = co.organization_id AND upper_inf(p.valid)
     WHERE co.activity_id = $1 ORDER BY co.organization_id`,
    [id],
  )
  const before = present.map((companion) => companion.id)
  const kept = present.filter(({ path }) => !covers(scope, path)).map((companion) => companion.id)
  const after = [...new Set([...kept, ...companions.map((companion) => companion.id)])].sort()
  await tx.query('DELETE FROM activity_co_organizer WHERE activity_id = $1 AND organization_id <> ALL($2::uuid[])', [id, after])
  await tx.query('INSERT INTO activity_co_organizer (activity_id, organization_id) SELECT $1, added FROM unnest($2::uuid[]) AS added ON CONFLICT DO NOTHING', [id, after])
  return { before, after }
}
