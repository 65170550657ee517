import { AppError } from '../../platform/errors/app-error.ts'
import { databaseProblem } from '../../platform/errors/database-error.ts'
import { type Context, signedIn } from '../../platform/http/context.ts'
import { leavable } from '../../platform/leavable.ts'
import { type SelectedField } from '../../platform/graph/selection.ts'
import { type ChangeBell } from './change-bell.ts'
import { type ChangeFeed, type ChangePage, type ChangeRequest } from './change-feed.ts'

/** A page for whoever follows, or why there will be none any more. */
export type Followed = ChangePage | { readonly ended: AppError }

/** In milliseconds: what a bell does not tell is found after so long, and a database that is away is asked again. */
const patience = 1_000

/**
 * Everything that changes from a cursor on, page by page, without an end. Each page is read as `changes` reads it, in the name of the caller as
 * he is then. An outage of the database is waited for. @throws AppError for what `changes` refuses, before the first page
 */
export async function followChanges(
  context: Context,
  { feed, bell }: { feed: ChangeFeed; bell: ChangeBell },
  request: ChangeRequest,
  fields: readonly SelectedField[],
): Promise<AsyncGenerator<Followed>> {
  const read = async (after: string) => {
    const current = (await context.renew?.()) ?? context
    signedIn(current)
    return feed.page(current.reader, current.viewer, { ...request, after, start: 'BEGINNING' }, fields)
  }
  signedIn(context)
  const begun = await feed.page(context.reader, context.viewer, request, fields)
  return leavable((leaving) => pages(begun, { read, bell, leaving }))
}

interface Following {
  readonly read: (after: string) => Promise<ChangePage>
  readonly bell: ChangeBell
  /** Whether anybody still wants to know. */
  readonly leaving: AbortSignal
}

async function* pages(begun: ChangePage, following: Following): AsyncGenerator<Followed, void, undefined> {
  const { bell, leaving } = following
  const silence = bell.listen()
  try {
    // the first page tells where one stands, also when it is empty
    yield begun
    for (let page = begun; ;) {
      if (!page.pageInfo.hasNextPage) await bell.wait(patience, leaving)
      const next = await patiently(page.pageInfo.endCursor, following)
      if (next === undefined) return
      if (next instanceof AppError) {
        yield { ended: next }
        return
      }
      page = next
      if (page.nodes.length > 0 || page.scopeChanged) yield page
    }
  } finally {
    silence()
  }
}

/** The next page, or why there is none; undefined once nobody waits for it. */
async function patiently(after: string, { read, bell, leaving }: Following): Promise<ChangePage | AppError | undefined> {
  while (!leaving.aborted) {
    try {
      return await read(after)
    } catch (error) {
      if (error instanceof AppError) return error
      if (databaseProblem(error) !== 'unavailable') throw error
      await bell.wait(patience, leaving)
    }
  }
  return undefined
}
