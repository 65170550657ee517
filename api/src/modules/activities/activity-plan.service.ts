import { activityHolderObstacles, rulesAsOf } from '@qizhi/rulebook'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { refusals } from '../../platform/errors/refusals.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { type LockedOrganization } from '../organizations/index.ts'
import { auditChange } from './activity-audit.ts'
import { findActivityType } from './activity-catalogue.ts'
import { type ActivityPayload, type ExcludeFromActivityInput, type PlanActivityInput } from './activity-change.inputs.ts'
import { changeErrors, companionErrors, lockActivity, lockOrganizers } from './activity-directory.ts'
import { dayOf, instantOf, startErrors } from './activity.rules.ts'
import { recount } from './attendance-counts.ts'
import { repeated } from './attendance.rules.ts'
import { type ExpectedMemberships, expectedMemberships } from './expected-members.rules.ts'
import { tidy } from './plain-text.ts'

/** Planning activities, and saying who is expected at them. */
export class ActivityPlanning {
  constructor(private readonly writer: Writer) {}

  plan(actor: Actor, input: PlanActivityInput): Promise<ActivityPayload> {
    return this.writer.write(actor, 'activity.plan', input, async (tx) => {
      if (!isUuid(input.organizationId)) return refused(userError('NOT_FOUND', 'organization.notFound', { field: 'organizationId' }))
      const coOrganizerIds = input.coOrganizerIds ?? []
      const { organizer, companions } = await lockOrganizers(tx, input.organizationId, coOrganizerIds)
      if (organizer.dissolvedOn !== null) return refused(userError('CONFLICT', 'organization.dissolved', { field: 'organizationId', params: { day: organizer.dissolvedOn } }))
      const type = await findActivityType(tx, input.typeCode)
      if (type === null) return refused(userError('NOT_FOUND', 'activity.typeNotFound', { field: 'typeCode' }))
      const exclusions = exclusionsOf(input)
      const errors = [
        ...refusals(activityHolderObstacles(type, organizer), rulesAsOf(dayOf(input.plannedStart)), { field: 'typeCode' }),
        ...startErrors(input.plannedStart, organizer.establishedOn, tx.today),
        ...companionErrors(coOrganizerIds, organizer, companions),
        ...repeated(exclusions, 'exclusions'),
        ...exclusions.flatMap(({ memberId }, at) => (isUuid(memberId) ? [] : [notExpected('exclusions', String(at), 'memberId')])),
      ]
      if (errors.length > 0) return refused(...errors)

      const { id, expected, unexpected } = await insertPlanned(tx, input, organizer, expectedMemberships(type.expected, organizer.kind), companions)
      const strangers = exclusions.flatMap(({ memberId }, at) => (unexpected.includes(memberId) ? [notExpected('exclusions', String(at), 'memberId')] : []))
      if (strangers.length > 0) return refused(...strangers)
      tx.audit({
        entity: 'Activity',
        entityId: id,
        organizationId: organizer.id,
        after: { title: input.title.trim(), typeCode: input.typeCode, plannedStart: instantOf(input.plannedStart), expected, excluded: exclusions.length },
      })
      return { activityId: id, userErrors: [] }
    })
  }

  exclude(actor: Actor, input: ExcludeFromActivityInput): Promise<ActivityPayload> {
    return this.writer.write(actor, 'activity.exclude', input, async (tx) => {
      const activity = await lockActivity(tx, input.activityId)
      const errors = changeErrors(tx, activity, input.version, 'EXCLUDE')
      if (errors.length === 0 && !isUuid(input.memberId)) errors.push(notExpected('memberId'))
      if (errors.length > 0) return { activityId: activity.id, userErrors: errors }
      const reason = tidy(input.reason)
      // whoever came as a guest was never expected, and cannot be excluded
      const changed = await tx.query<{ memberName: string; before: string | null }>(
        `WITH listed AS (
           SELECT member_id, member_name, exclusion_reason FROM attendance WHERE activity_id = $1 AND member_id = $2 AND (expected OR exclusion_reason IS NOT NULL)
         ), changed AS (
           UPDATE attendance SET expected = ($3::text IS NULL), exclusion_reason = $3,
             status = CASE WHEN $3::text IS NOT NULL AND attendance.status IN ('LEAVE', 'ABSENT') THEN NULL ELSE attendance.status END
           FROM listed WHERE attendance.activity_id = $1 AND attendance.member_id = listed.member_id
         )
         SELECT member_name AS "memberName", exclusion_reason AS before FROM listed`,
        [activity.id, input.memberId, reason],
      )
      if (changed.length === 0) return { activityId: activity.id, userErrors: [notExpected('memberId')] }
      await recount(tx, activity.id)
      const who = `exclusion of ${changed[0]!.memberName} ${input.memberId.toLowerCase()}`
      auditChange(tx, activity, { [who]: changed[0]!.before }, { [who]: reason }, { reason })
      return { activityId: activity.id, userErrors: [] }
    })
  }
}

/**
 * Writes the activity with its list in one statement. `unexpected` are those of the exclusions who would not have been expected anyway.
 */
async function insertPlanned(
  tx: Transaction,
  input: PlanActivityInput,
  organizer: LockedOrganization,
  memberships: ExpectedMemberships | null,
  companions: readonly LockedOrganization[],
): Promise<{ id: string; expected: number; unexpected: string[] }> {
  const exclusions = exclusionsOf(input)
  const [planned] = await tx.query<{ id: string; expected: number; unexpected: string[] }>(
    `WITH excluded AS (
       SELECT member_id, reason FROM unnest($9::uuid[], $10::text[]) AS given (member_id, reason)
     ), due AS (
       SELECT member.id, member.name, excluded.reason
       FROM organization_placement place
       JOIN membership ON membership.organization_id = place.organization_id AND upper_inf(membership.valid)
       JOIN member ON member.id = membership.member_id
       LEFT JOIN excluded ON excluded.member_id = member.id
       WHERE upper_inf(place.valid) AND place.path >= $11 AND place.path < $11 || '0' AND membership.kind = $12 AND membership.status = ANY($13::text[])
     ), planned AS (
       INSERT INTO activity (organization_id, type_code, title, topic, place, host, agenda, planned_start, expected_count)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, (SELECT count(*) FROM due WHERE reason IS NULL)
       RETURNING id, expected_count
     ), listed AS (
       INSERT INTO attendance (activity_id, member_id, member_name, expected, exclusion_reason)
       SELECT planned.id, due.id, due.name, due.reason IS NULL, due.reason FROM planned CROSS JOIN due ORDER BY due.id
     ), accompanied AS (
       INSERT INTO activity_co_organizer (activity_id, organization_id) SELECT planned.id, companion FROM planned CROSS JOIN unnest($14::uuid[]) AS companion
     )
     SELECT id, expected_count AS expected, ARRAY(SELECT member_id FROM excluded EXCEPT SELECT id FROM due) AS unexpected FROM planned`,
    [
      organizer.id,
      input.typeCode,
      input.title.trim(),
      tidy(input.topic),
      tidy(input.place),
      tidy(input.host),
      tidy(input.agenda),
      instantOf(input.plannedStart),
      exclusions.map(({ memberId }) => memberId),
      exclusions.map(({ reason }) => reason),
      organizer.path,
      memberships?.kind ?? null,
      memberships?.statuses ?? [],
      companions.map(({ id }) => id),
    ],
  )
  return planned!
}

function exclusionsOf(input: PlanActivityInput): { readonly memberId: string; readonly reason: string }[] {
  return (input.exclusions ?? []).map(({ memberId, reason }) => ({ memberId: memberId.toLowerCase(), reason: reason.trim() }))
}

function notExpected(...field: string[]): UserError {
  return userError('NOT_FOUND', 'activity.notExpected', { field })
}

function refused(...userErrors: UserError[]): ActivityPayload {
  return { activityId: null, userErrors }
}
