import { type Viewer } from '../../platform/access/viewer.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { type Reader } from '../../platform/graph/reader.ts'
import { below, type SelectedField } from '../../platform/graph/selection.ts'
import { NotVerbatim, type Verbatim } from '../../platform/graph/verbatim.ts'
import { type ChangeEntity, ChangeEntities, type ChangeStart } from './change.enums.ts'
import { mostChanges } from './change.inputs.ts'
import { beginning, type FeedCursor, type FeedCursors } from './feed-cursor.ts'
import { type FeedEntity, feedEntities, fieldsOf, storedEntity } from './feed-entities.ts'
import { scopeDigest } from './feed-scope.ts'
import { compileFeed, compileSince, compileStanding, type FeedAnswer, type FeedRow, toldOp } from './feed-statement.ts'
import { readWrittenFeed, writtenFields, writtenPage } from './written-feed.ts'

/** What somebody asks of the feed. */
export interface ChangeRequest {
  readonly after?: string | null
  readonly first: number
  readonly entities?: readonly ChangeEntity[] | null
  readonly organization?: string | null
  readonly start: ChangeStart
}

/** A change as the schema has it. */
export interface Change {
  readonly id: string
  readonly cursor: string
  readonly entity: ChangeEntity
  readonly entityId: string
  readonly op: string
  readonly version: number | null
  readonly changed: readonly string[]
  readonly actor: { readonly id: string; readonly displayName: string } | null
  readonly occurredAt: string
  readonly node: Record<string, unknown> | null
}

export interface ChangePage {
  readonly nodes: readonly Change[]
  readonly edges: readonly { readonly cursor: string; readonly node: Change }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string
  }
  readonly scopeChanged: boolean
}

/** Reads the feed page by page: the one way for queries, subscriptions and webhooks alike. */
export class ChangeFeed {
  constructor(private readonly cursors: FeedCursors) {}

  /**
   * The page after a cursor; `fields` is what was selected of the page.
   * @throws AppError FORBIDDEN for whoever may follow nothing, BAD_USER_INPUT, CURSOR_EXPIRED or CURSOR_EPOCH_CHANGED
   */
  async page(reader: Reader, viewer: Viewer, request: ChangeRequest, fields: readonly SelectedField[]): Promise<ChangePage> {
    const { cursor, query } = this.searchFor(viewer, request)
    const changeFields = [...(below(fields, 'nodes') ?? []), ...(below(below(fields, 'edges') ?? [], 'node') ?? [])]
    const answer = (await reader.compiled(null, (q) =>
      cursor === null && request.start === 'NOW' ? compileStanding() : compileFeed(query, changeFields, q),
    )) as FeedAnswer
    if (cursor !== null) checkCursor(cursor, answer)
    return this.pageOf(answer, { first: query.first, cursor, scope: scopeDigest(viewer), changeFields })
  }

  /** The same page as the text of its answer; `fields` is all that was selected of it. @throws NotVerbatim, and what `page` throws */
  async written(reader: Reader, viewer: Viewer, request: ChangeRequest, fields: readonly SelectedField[]): Promise<Verbatim> {
    const { cursor, query } = this.searchFor(viewer, request)
    if (cursor === null && request.start === 'NOW') throw new NotVerbatim({ everyTime: false })
    const asked = writtenFields(fields)
    const found = await readWrittenFeed(reader, query, asked)
    if (cursor !== null) checkCursor(cursor, found)
    const scope = scopeDigest(viewer)
    const write = (place: readonly [string, string] | null) =>
      place === null ? null : this.cursors.write({ epoch: found.epoch, xid: place[0], id: place[1], scope })
    return writtenPage(found.nodes, asked, {
      scopeChanged: cursor !== null && cursor.scope !== scope,
      pageInfo: {
        hasNextPage: found.more || found.end !== null,
        hasPreviousPage: cursor !== null,
        startCursor: () => write(found.firstShown),
        endCursor: () => write(found.more ? found.lastShown : (found.end ?? [found.now, '0'])),
      },
    })
  }

  private searchFor(viewer: Viewer, request: ChangeRequest) {
    const { first } = request
    if (!Number.isInteger(first) || first < 1 || first > mostChanges)
      throw new AppError('BAD_USER_INPUT', 'graph.first', { most: mostChanges })
    const entities = followed(viewer, request.entities)
    const cursor = request.after == null ? null : this.cursors.read(request.after)
    return { cursor, query: { entities, organization: request.organization ?? null, first, after: cursor ?? beginning } }
  }

  /** The cursor after which everything comes that was recorded since a moment. @throws AppError FORBIDDEN */
  async since(reader: Reader, viewer: Viewer, moment: string): Promise<string> {
    followed(viewer, null)
    const { epoch, now, since } = (await reader.compiled(null, (q) => compileSince(moment, q))) as FeedAnswer & { since: string | null }
    return this.cursors.write({ epoch, xid: since ?? now, id: '0', scope: scopeDigest(viewer) })
  }

  private pageOf(
    { epoch, rows, now, end }: FeedAnswer,
    {
      first,
      cursor,
      scope,
      changeFields,
    }: { first: number; cursor: FeedCursor | null; scope: string; changeFields: readonly SelectedField[] },
  ): ChangePage {
    const write = (xid: string, id: string) => this.cursors.write({ epoch, xid, id, scope })
    const more = rows.length > first
    if (more) rows.pop()
    const last = rows.at(-1)
    // signing costs as much as a row: only what is read is written
    const wantsCursors = changeFields.some(({ name }) => name === 'cursor')
    const nodes = rows.map((row) => changeOf(row, epoch, wantsCursors ? write(row.xid, row.id) : ''))
    // what was looked at and concerns somebody else need not be looked at again
    const endCursor = more ? write(last!.xid, last!.id) : end === null ? write(now, '0') : write(...end)
    return {
      nodes,
      get edges() {
        return nodes.map((node, at) => ({ cursor: node.cursor === '' ? write(rows[at]!.xid, rows[at]!.id) : node.cursor, node }))
      },
      pageInfo: {
        hasNextPage: more || end !== null,
        hasPreviousPage: cursor !== null,
        get startCursor() {
          return rows[0] === undefined ? null : write(rows[0].xid, rows[0].id)
        },
        endCursor,
      },
      scopeChanged: cursor !== null && cursor.scope !== scope,
    }
  }
}

/** The kinds that somebody follows, of those that he may. @throws AppError FORBIDDEN when there are none */
export function followed(viewer: Viewer, asked: readonly ChangeEntity[] | null | undefined): FeedEntity[] {
  const entities = [...new Set(asked ?? Object.values(ChangeEntities))]
    .map((entity) => feedEntities[entity])
    .filter(({ graph }) => viewer.can(graph.options.permission))
  if (!viewer.can('changes:read') || entities.length === 0) throw new AppError('FORBIDDEN')
  return entities
}

/** Whether somebody may follow changes of a kind of objects. */
export function mayFollow(viewer: Viewer, entity: ChangeEntity): boolean {
  return viewer.can('changes:read') && viewer.can(feedEntities[entity].graph.options.permission)
}

/** A cursor is of use while everything after it is still there, in the feed that it was written by. */
function checkCursor(cursor: FeedCursor, { epoch, horizon, next }: Omit<FeedAnswer, 'rows'>): void {
  if (cursor.epoch !== epoch || BigInt(cursor.xid) > BigInt(next)) throw new AppError('CURSOR_EPOCH_CHANGED')
  if (BigInt(cursor.xid) < BigInt(horizon)) throw new AppError('CURSOR_EXPIRED')
}

function changeOf({ entity: stored, key, op, version, changed, actor, at, node, id }: FeedRow, epoch: string, cursor: string): Change {
  const { name, entity } = storedEntity(stored)
  const seen = node !== null
  return {
    id: `${epoch}-${id}`,
    cursor,
    entity: name,
    entityId: key,
    op: toldOp(op, seen),
    version: seen ? version : null,
    changed: seen && changed.length > 0 ? fieldsOf(changed, entity) : [],
    actor: seen ? actor : null,
    occurredAt: at,
    node,
  }
}
