import { AppError } from '../errors/app-error.ts'

/** Where a page ended: the order it was read in, the order's key and the id of the last row. */
export interface Cursor {
  readonly order: string
  readonly key: string
  readonly id: string
}

export function encodeCursor({ order, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString('base64url')
}

/** @throws AppError BAD_USER_INPUT when the text is no cursor, or one of another order; `type` is the SQL type of its key. */
export function decodeCursor(text: string, order: string, type: keyof typeof shapes): Cursor {
  const parts = parsed(text)
  if (parts === undefined || parts[0] !== order || !shapes[type].test(parts[1]) || !shapes.uuid.test(parts[2]))
    throw new AppError('BAD_USER_INPUT', 'graph.badCursor')
  return { order, key: parts[1], id: parts[2] }
}

/** What a key of each SQL type looks like: a forged cursor is an error of the client, not of the database. */
const shapes = {
  text: /^[^\0]*$/s,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}(:?\d{2})?$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  int: /^-?\d{1,9}$/,
}

function parsed(text: string): [string, string, string] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string')
      ? (parts as [string, string, string])
      : undefined
  } catch {
    return undefined
  }
}
