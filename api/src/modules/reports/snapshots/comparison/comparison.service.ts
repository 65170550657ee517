import { type GraphQLResolveInfo } from 'graphql'
import { type DataSource } from 'typeorm'
import { type Permission } from '../../../../platform/access/permissions.ts'
import { nowhere, type Scope, subtrees } from '../../../../platform/access/scope.ts'
import { atOneMoment } from '../../../../platform/database/one-moment.ts'
import { AppError } from '../../../../platform/errors/app-error.ts'
import { type Database } from '../../../../platform/database/database.ts'
import { type Reader } from '../../../../platform/graph/reader.ts'
import { type SelectedField, selectionOf } from '../../../../platform/graph/selection.ts'
import { type SignedInContext } from '../../../../platform/http/context.ts'
import { countSight } from '../../../counts/index.ts'
import { countQueryOf, type ReportRun, runOf } from '../../definition/report-query.ts'
import { tableOf } from '../../table/report-table.ts'
import { frozenCount } from '../frozen-count.ts'
import { type SnapshotHeader, type SnapshotResult } from '../snapshot-document.ts'
import { snapshotGraph } from '../snapshot.graph.ts'
import { changesOf, type ChangesAsked } from './cell-changes.ts'
import { type CellAddress, comparedCells, isAt } from './compared-cells.ts'

/** Rows that a screen takes. */
const mostRows = 1000

interface Frozen {
  readonly header: SnapshotHeader
  readonly result: SnapshotResult
}

/** Holding snapshots against today. */
export class SnapshotComparisons {
  constructor(
    private readonly dataSource: DataSource,
    private readonly today: () => string,
  ) {}

  /**
   * The answer of the field, with as many cells and rows of the ledger as it selects. All of it is of one moment. @throws AppError NOT_FOUND
   * for a snapshot that the viewer is not shown, FORBIDDEN where he may no longer see all its persons
   */
  compare({ reader: usual, language }: SignedInContext, id: string, info: GraphQLResolveInfo): Promise<object> {
    return atOneMoment(this.dataSource, async (database) => {
      const reader = usual.over(database)
      const { frozen } = await reader.fields<{ frozen: Frozen }>(snapshotGraph, ['frozen'], id)
      const { header, result } = frozen
      const { definition } = header
      const limited = await limitedReader(reader, database, header)
      const run = runNow(header, this.today())
      const query = countQueryOf(definition, run)
      if (header.needs.length > 0 && header.steps === null && !countSight(query, limited).seesPersons)
        throw new AppError('FORBIDDEN', 'snapshot.notComparable')

      const { result: now, userErrors } = await frozenCount(limited, definition, run)
      if (now === null) throw refusal(userErrors)
      const cells = comparedCells(definition, result, now, language)
      const answer: Record<string, unknown> = {
        comparedAt: await momentOf(database),
        facts: header.facts.kept,
        changedCells: cells.filter(({ changed }) => changed).length,
        table: { run, ...tableOf(definition, now.table, language, mostRows) },
      }
      const asked: ChangesAsked[] = []
      for (const field of selectionOf(info)) {
        if (field.name === 'changes') asked.push({ into: answer, field, cell: null })
        if (field.name !== 'cells') continue
        const { first, at } = field.args as { first: number; at?: Partial<CellAddress> | null }
        const chosen =
          at == null
            ? cells.filter(({ changed }) => changed)
            : cells.filter((cell) => isAt(cell, { row: at.row ?? null, column: at.column ?? null }))
        answer[field.slot] = chosen.slice(0, first).map((cell) => {
          const into: Record<string, unknown> = { ...cell }
          asked.push(...changesFields(field).map((changes) => ({ into, field: changes, cell })))
          return into
        })
      }
      await changesOf(limited, header, query, [result, now], language, asked)
      return answer
    })
  }
}

function changesFields({ fields }: SelectedField): readonly SelectedField[] {
  return fields.filter(({ name }) => name === 'changes')
}

/**
 * The viewer's read door, where he may count no further than the taker might: only then do both figures count the same. What was told in
 * steps is compared in the same steps.
 */
async function limitedReader(reader: Reader, database: Database, { scope, steps }: SnapshotHeader): Promise<Reader> {
  const bounds: Partial<Record<Permission, Scope>> = steps === null ? {} : { 'members:read': nowhere }
  for (const [permission, ids] of Object.entries(scope) as [Permission, readonly string[] | null][])
    if (ids !== null) bounds[permission] = await scopeOf(database, ids)
  return reader.within(bounds, steps ?? undefined)
}

async function scopeOf(database: Database, ids: readonly string[]): Promise<Scope> {
  const { rows } = await database.query({
    text: 'SELECT path FROM organization_placement WHERE upper_inf(valid) AND organization_id = ANY($1::uuid[])',
    values: [ids],
  })
  return subtrees((rows as { path: string }[]).map(({ path }) => path))
}

/** The same days; members on the day of the snapshot’s parameters, else as they stand today. */
function runNow({ definition, run }: SnapshotHeader, today: string): ReportRun {
  const { organization, from, to, asOf } = run
  const period = from === null && to === null ? null : 'FROM_TO'
  return { ...runOf(definition.source, { organization, period, from, to, asOf }, today), period: run.period }
}

async function momentOf(database: Database): Promise<string> {
  const { rows } = await database.query({ text: 'SELECT now() AS now', values: [] })
  return (rows as { now: Date }[])[0]!.now.toISOString()
}

function refusal(userErrors: readonly { readonly wording?: unknown }[]): AppError {
  const wording = userErrors[0]?.wording as
    { key?: ConstructorParameters<typeof AppError>[1]; params?: Record<string, string | number> } | undefined
  return wording?.key === undefined ? new AppError('BAD_USER_INPUT') : new AppError('BAD_USER_INPUT', wording.key, wording.params)
}
