import { type Permission } from '../../../platform/access/permissions.ts'
import { type Scope } from '../../../platform/access/scope.ts'
import { type Transaction, type Writer } from '../../../platform/database/write.ts'
import { userError } from '../../../platform/errors/user-error.ts'
import { type UserError } from '../../../platform/errors/user-error.type.ts'
import { type SigningKey } from '../../../platform/crypto/signing-key.ts'
import { type Reader } from '../../../platform/graph/reader.ts'
import { type SignedInContext } from '../../../platform/http/context.ts'
import { countFacts, type CountQuery, countSight, type CountSight, factColumns, factSums } from '../../counts/index.ts'
import { countErrors, parameterErrors } from '../definition/report-check.ts'
import { countQueryOf, parametersOf, type ReportRun, runOf } from '../definition/report-query.ts'
import { frozenCount } from './frozen-count.ts'
import { digestOf, ruleBookVersion, signedText, type SnapshotFacts, snapshotFormat, type SnapshotHeader } from './snapshot-document.ts'
import { type TakeSnapshotInput, type TakeSnapshotPayload } from './snapshot.inputs.ts'
import { insertSnapshot, newSnapshot, partOf, scopeIds, type SoughtReport, soughtReport } from './snapshot.store.ts'

const longestNote = 500

/** So many facts are kept behind the figures, the persons behind them counted in. */
const mostFacts = 200_000

/** Freezing what a report comes to. Everything that a snapshot holds is read at one moment, in the scope of whoever takes it. */
export class SnapshotService {
  constructor(
    private readonly writer: Writer,
    private readonly key: SigningKey,
  ) {}

  take(context: SignedInContext, input: TakeSnapshotInput): Promise<TakeSnapshotPayload> {
    const freeze = async (tx: Transaction): Promise<TakeSnapshotPayload> => {
      const reader = context.reader.over(tx.database)
      const report = await soughtReport(tx, reader, input.reportId, input.reportVersion ?? null)
      const note = input.note?.trim() || null
      const parameters = report.definition === null ? null : parametersOf(report.definition.parameters, input.parameters)
      const userErrors = [...reportErrors(report, input), ...noteErrors(note)]
      if (userErrors.length > 0 || report.definition === null || parameters === null) return { snapshotId: null, userErrors }
      const { definition } = report
      const unusable = parameterErrors(parameters, ['parameters'])
      const wrong = unusable.length > 0 ? unusable : countErrors(definition, parameters, tx.today, ['parameters'])
      if (wrong.length > 0) return { snapshotId: null, userErrors: wrong }

      const run = runOf(definition.source, parameters, tx.today)
      const { result, userErrors: tooLarge } = await frozenCount(reader, definition, run)
      if (result === null) return { snapshotId: null, userErrors: tooLarge }
      const { id, takenAt } = await newSnapshot(tx)
      const query = countQueryOf(definition, run)
      const sight = countSight(query, tx.actor.viewer)
      const header: SnapshotHeader = {
        format: snapshotFormat,
        id,
        report: { id: report.id, code: report.code, name: report.name, nameEn: report.nameEn, version: report.version },
        definition,
        run,
        takenBy: { id: tx.actor.viewer.accountId, name: tx.actor.viewer.displayName },
        takenAt,
        takenOn: tx.today,
        note,
        ruleBook: ruleBookVersion(),
        scope: await scopeOf(tx),
        needs: sight.aboutPersons ? sight.needs : [],
        steps: sight.aboutPersons && !sight.seesPersons ? Math.max(1, reader.smallestGroup) : null,
        organizations: await this.keptOrganizations(tx, reader, query, id),
        facts: await this.keptFacts(tx, reader, query, run, sight, id),
        result: digestOf(result),
      }
      const digest = digestOf(header)
      await insertSnapshot(tx, { header, result, digest, signature: this.key.sign(signedText(digest)), keyId: this.key.public.id })
      const { report: of, takenOn, ruleBook } = header
      tx.audit({ entity: 'ReportSnapshot', entityId: id, after: { report: of, run, note, takenOn, ruleBook, digest } })
      return { snapshotId: id, userErrors: [] }
    }
    return this.writer.write(context, 'report.snapshot', input, freeze, 'REPEATABLE READ')
  }

  private async keptOrganizations(tx: Transaction, reader: Reader, query: CountQuery, id: string) {
    await reader.kept(query.asOf ?? null, 'report_snapshot_organization', ['snapshot_id', 'organization_id'], (q) => {
      const organizations = countFacts.organizations(query, q)
      return `SELECT ${q.param(id)}::uuid, x.organization_id FROM (${organizations}) x`
    })
    return partOf(tx, 'organizations', id)
  }

  private async keptFacts(
    tx: Transaction,
    reader: Reader,
    query: CountQuery,
    run: ReportRun,
    sight: CountSight,
    id: string,
  ): Promise<SnapshotHeader['facts']> {
    const mayBe = !sight.aboutPersons || sight.seesPersons
    if (mayBe) {
      await reader.kept(run.asOf, 'report_snapshot_fact', ['snapshot_id', ...factColumns], (q) => {
        const facts = countFacts.bounded(query, mostFacts, q)
        return `SELECT ${q.param(id)}::uuid, ${factColumns.map((name) => `x.${name}`).join(', ')} FROM (${facts}) x`
      })
    }
    const part = await partOf(tx, 'facts', id)
    const isWhole = part.count > 0 || (await this.isEmpty(reader, query))
    const kept: SnapshotFacts = !mayBe ? 'PERSONS_NOT_TOLD' : isWhole ? 'KEPT' : 'TOO_MANY'
    return { ...part, kept, dimensions: [...query.by], sums: [...factSums(query)] }
  }

  /** Whether there was no fact to be kept. */
  private async isEmpty(reader: Reader, query: CountQuery): Promise<boolean> {
    return (await reader.compiled(query.asOf ?? null, (q) => {
      const { ctes, facts } = countFacts.parts(query, q)
      return { sql: `(WITH ${ctes.join(', ')} SELECT NOT EXISTS (SELECT FROM (${facts}) f))`, finish: null }
    })) as boolean
  }
}

function reportErrors(report: SoughtReport, { reportVersion }: TakeSnapshotInput): UserError[] {
  if (report.archived) return [userError('CONFLICT', 'report.archived', { field: 'reportId' })]
  if (report.definition !== null) return []
  return [userError('NOT_FOUND', 'snapshot.noVersion', { field: 'reportVersion', params: { version: reportVersion! } })]
}

function noteErrors(note: string | null): UserError[] {
  return [...(note ?? '')].length > longestNote
    ? [userError('INVALID', 'snapshot.note', { field: 'note', params: { most: longestNote } })]
    : []
}

async function scopeOf(tx: Transaction): Promise<SnapshotHeader['scope']> {
  const ids = (permission: Permission): Promise<string[] | null> => {
    const scope: Scope = tx.actor.viewer.scope(permission)
    return scope.everything ? Promise.resolve(null) : scopeIds(tx, scope)
  }
  return { 'counts:read': await ids('counts:read'), 'organizations:read': await ids('organizations:read') }
}
