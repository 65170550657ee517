import { isDeepStrictEqual } from 'node:util'
import { type Actor, type Transaction, type Writer } from '../../platform/database/write.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type UserError } from '../../platform/errors/user-error.type.ts'
import { definitionErrors } from './definition/report-check.ts'
import { type ReportDefinition } from './definition/report-definition.type.ts'
import {
  type ArchiveReportInput,
  type CreateReportInput,
  type ReportPayload,
  type ShareReportInput,
  type UpdateReportInput,
} from './report.inputs.ts'
import {
  insertReport,
  insertVersion,
  lockOwnReport,
  type LockedReport,
  organizationsInScope,
  replaceShares,
  type ReportContent,
} from './report.store.ts'

const longestName = 100
const longestDescription = 1000
const mostShares = 50

/** Keeping reports: what somebody named stays his own until he shares it, and every change is a version of its own. */
export class ReportService {
  constructor(private readonly writer: Writer) {}

  create(actor: Actor, input: CreateReportInput): Promise<ReportPayload> {
    return this.writer.write(actor, 'report.create', input, async (tx) => {
      const content = contentOf(input)
      const userErrors = await contentErrors(tx, content, null)
      if (userErrors.length > 0) return { reportId: null, userErrors }
      const id = await insertReport(tx, content)
      tx.audit({ entity: 'Report', entityId: id, after: { ...content } })
      return { reportId: id, userErrors: [] }
    })
  }

  update(actor: Actor, input: UpdateReportInput): Promise<ReportPayload> {
    return this.writer.write(actor, 'report.update', input, async (tx) => {
      const report = await lockOwnReport(tx, input.id)
      const content = contentOf({
        name: input.name ?? report.name,
        description: input.description === undefined ? report.description : input.description,
        definition: input.definition ?? report.definition,
      })
      const userErrors = [...staleErrors(report, input.version), ...(await contentErrors(tx, content, report.definition))]
      if (userErrors.length > 0) return { reportId: report.id, userErrors }
      const before: ReportContent = { name: report.name, description: report.description, definition: report.definition }
      if (isDeepStrictEqual(content, before)) return { reportId: report.id, userErrors: [] }
      const isNew = !isDeepStrictEqual([content.name, content.definition], [before.name, before.definition])
      const number = report.currentVersion + (isNew ? 1 : 0)
      if (isNew) await insertVersion(tx, report.id, number, content)
      await tx.query(
        'UPDATE report SET name = $2, description = $3, current_version = $4, version = version + 1, updated_at = now() WHERE id = $1',
        [report.id, content.name, content.description, number],
      )
      tx.audit({ entity: 'Report', entityId: report.id, before: { ...before }, after: { ...content } })
      return { reportId: report.id, userErrors: [] }
    })
  }

  share(actor: Actor, input: ShareReportInput): Promise<ReportPayload> {
    return this.writer.write(actor, 'report.share', input, async (tx) => {
      const report = await lockOwnReport(tx, input.id)
      const userErrors = [...staleErrors(report, input.version), ...(await shareErrors(tx, input.organizationIds))]
      if (userErrors.length > 0) return { reportId: report.id, userErrors }
      const organizationIds = [...new Set(input.organizationIds)].sort()
      const before = await replaceShares(tx, report.id, organizationIds)
      await touch(tx, report.id)
      tx.audit({ entity: 'Report', entityId: report.id, before: { sharedWith: before }, after: { sharedWith: organizationIds } })
      return { reportId: report.id, userErrors: [] }
    })
  }

  archive(actor: Actor, input: ArchiveReportInput): Promise<ReportPayload> {
    return this.writer.write(actor, 'report.archive', input, async (tx) => {
      const report = await lockOwnReport(tx, input.id)
      const stale = staleVersion(report, input.version)
      if (stale !== null) return { reportId: report.id, userErrors: [stale] }
      if (report.archived === input.archived) return { reportId: report.id, userErrors: [] }
      await tx.query('UPDATE report SET archived_at = CASE WHEN $2::boolean THEN now() END WHERE id = $1', [report.id, input.archived])
      await touch(tx, report.id)
      tx.audit({ entity: 'Report', entityId: report.id, before: { archived: report.archived }, after: { archived: input.archived } })
      return { reportId: report.id, userErrors: [] }
    })
  }
}

async function touch(tx: Transaction, id: string): Promise<void> {
  await tx.query('UPDATE report SET version = version + 1, updated_at = now() WHERE id = $1', [id])
}

function contentOf({ name, description, definition }: Pick<CreateReportInput, 'name' | 'description' | 'definition'>): ReportContent {
  // as the database will keep it: plain, without what is absent
  return {
    name: name.trim(),
    description: description?.trim() || null,
    definition: JSON.parse(JSON.stringify(definition)) as ReportDefinition,
  }
}

/** `present`: the definition that it has already, whose organisation may have left the scope. */
async function contentErrors(
  tx: Transaction,
  { name, description, definition }: ReportContent,
  present: ReportDefinition | null,
): Promise<UserError[]> {
  const errors: UserError[] = []
  if (name === '' || [...name].length > longestName || /\p{Cc}/u.test(name))
    errors.push(userError('INVALID', 'report.name', { field: 'name', params: { most: longestName } }))
  if ([...(description ?? '')].length > longestDescription)
    errors.push(userError('INVALID', 'report.description', { field: 'description', params: { most: longestDescription } }))
  errors.push(...definitionErrors(definition, tx.today))
  const { organization } = definition.parameters
  if (organization != null && organization !== present?.parameters.organization) {
    const known = await organizationsInScope(tx, [organization], tx.actor.viewer.scope('counts:read'))
    if (!known.has(organization))
      errors.push(userError('NOT_FOUND', 'report.organization', { field: ['definition', 'parameters', 'organization'] }))
  }
  return errors
}

async function shareErrors(tx: Transaction, ids: readonly string[]): Promise<UserError[]> {
  if (ids.length > mostShares)
    return [userError('INVALID', 'report.tooManyShares', { field: 'organizationIds', params: { most: mostShares } })]
  const known = await organizationsInScope(tx, ids, tx.actor.viewer.scope('reports:write'))
  return ids.flatMap((id, at) =>
    known.has(id) ? [] : [userError('NOT_FOUND', 'report.organization', { field: ['organizationIds', String(at)] })],
  )
}

function staleErrors(report: LockedReport, seen: number): UserError[] {
  const stale = staleVersion(report, seen)
  if (stale !== null) return [stale]
  return report.archived ? [userError('CONFLICT', 'report.archived')] : []
}

function staleVersion({ version }: LockedReport, seen: number): UserError | null {
  return version === seen ? null : userError('STALE_VERSION', 'report.stale', { field: 'version', params: { version } })
}
