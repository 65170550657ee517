import { createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '../../platform/errors/app-error.ts'
import { type KeyProvider } from '../../platform/crypto/key-provider.ts'

/** A place in the feed: everything up to this event of this transaction was read. */
export interface Place {
  readonly xid: string
  readonly id: string
}

/** What a cursor tells besides its place. */
export interface FeedCursor extends Place {
  /** Of which feed: after a restore it is another one. */
  readonly epoch: string
  /** A digest of the scope that it was read in. */
  readonly scope: string
}

/** Where a reader begins who wants everything that is kept. */
export const beginning: Place = { xid: '0', id: '0' }

/** Writes cursors that only this installation can have made. They hold no secret: the signature keeps people from making up their own. */
export class FeedCursors {
  private readonly key: Buffer

  constructor(keys: KeyProvider) {
    this.key = keys.derive('change feed cursor')
  }

  write({ epoch, xid, id, scope }: FeedCursor): string {
    const text = `1.${epoch}.${xid}.${id}.${scope}`
    return `${Buffer.from(text).toString('base64url')}.${this.signature(text)}`
  }

  /** @throws AppError BAD_USER_INPUT for what is no cursor of ours */
  read(cursor: string): FeedCursor {
    const [body = '', signature = ''] = cursor.split('.', 2)
    const text = Buffer.from(body, 'base64url').toString('latin1')
    const parts = /^1\.([0-9A-Fa-f]{1,40})\.(\d{1,20})\.(\d{1,19})\.([\w-]{1,30})$/.exec(text)
    if (parts === null || !sameText(signature, this.signature(text))) throw new AppError('BAD_USER_INPUT', 'changes.badCursor')
    return { epoch: parts[1]!, xid: parts[2]!, id: parts[3]!, scope: parts[4]! }
  }

  private signature(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url').slice(0, 22)
  }
}

function sameText(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
