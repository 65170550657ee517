import { AppError } from '../../../../platform/errors/app-error.ts'
import { compileConnection } from '../../../../platform/graph/compile.ts'
import { type Reader } from '../../../../platform/graph/reader.ts'
import { type SelectedField } from '../../../../platform/graph/selection.ts'
import { type Language } from '../../../../platform/i18n/language.ts'
import { countFacts, type CountQuery, factSums, factValues } from '../../../counts/index.ts'
import { inWords } from '../../table/report-table.ts'
import { unknownWords } from '../../table/table-words.ts'
import { type SnapshotHeader, type SnapshotResult } from '../snapshot-document.ts'
import { changedSql, changesCell, type RawState, snapshotChangeGraph } from './change.graph.ts'
import { type CellAddress, wordKey, wordsOf } from './compared-cells.ts'

/** A `changes` field that was selected: where its answer goes, and of which cell it is; null for the whole report. */
export interface ChangesAsked {
  readonly into: Record<string, unknown>
  readonly field: SelectedField
  readonly cell: CellAddress | null
}

/** Each is a part of one statement. */
const mostConnections = 400

/** Answers all the `changes` that were selected, in one statement; with null where the facts were not kept, or are others than would be kept today. */
export async function changesOf(
  reader: Reader,
  header: SnapshotHeader,
  query: CountQuery,
  results: readonly SnapshotResult[],
  language: Language,
  asked: readonly ChangesAsked[],
): Promise<void> {
  if (asked.length === 0) return
  if (asked.length > mostConnections) throw new AppError('BAD_USER_INPUT', 'snapshot.tooManyConnections', { most: mostConnections })
  const { facts, id, definition } = header
  const isKnown = facts.kept === 'KEPT' && factSums(query).join() === facts.sums.join()
  for (const { into, field } of asked) into[field.slot] = null
  if (!isKnown) return

  const words = wordsOf(definition, results)
  const stateOf = ({ day, keys, sums, persons }: RawState) => ({
    day,
    labels: keys.map((key, at) => inWords(words.get(wordKey(at, key)) ?? (key === null ? unknownWords : { zh: key, en: key }), language)),
    values: factValues(query, sums, persons),
  })
  await reader.compiled(
    query.asOf ?? null,
    (q) => {
      const { ctes, facts: now } = countFacts.parts(query, q)
      const changed = changedSql(id, now, query.by, q)
      const connections = asked.map(({ field, cell }) => {
        const { first, after, reason } = field.args as { first: number; after?: string | null; reason?: string | null }
        return compileConnection(snapshotChangeGraph, field.fields, q, { first, after: after ?? null, order: 'DAY' }, (t) => [
          ...(reason == null ? [] : [`${t}.reason = ${q.param(reason)}`]),
          ...(cell === null ? [] : changesCell(t, cell, definition.rows.length, q)),
        ])
      })
      return {
        sql: `(WITH ${ctes.join(', ')}, changed AS MATERIALIZED (${changed}) SELECT json_build_array(${connections.map(({ sql }) => sql).join(', ')}))`,
        finish: (values, context) => {
          for (const [at, { into, field }] of asked.entries()) {
            const connection = (values as unknown as Record<string, unknown>[])[at]!
            for (const node of (connection['nodes'] ?? []) as Record<string, unknown>[])
              for (const side of ['was', 'is']) if (node[side] != null) node[side] = stateOf(node[side] as RawState)
            connections[at]!.finish?.(connection, context)
            into[field.slot] = connection
          }
        },
      }
    },
    true,
  )
}
