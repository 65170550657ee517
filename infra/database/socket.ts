import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from './problem.ts'
import { type Account, give } from './unprivileged.ts'

/**
 * Where the server of a data directory has its socket: in that directory, which is closed to others. The path of a socket may have about a
 * hundred bytes, so a deep data directory gets a short one elsewhere.
 */
export function socketDirectory(directory: string, account: Account | undefined): string {
  if (Buffer.byteLength(join(directory, '.s.PGSQL.5432.lock')) < 100) return directory
  const short = join(tmpdir(), `qizhi-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  // in a directory that everybody may write to, somebody else may have made it first
  const { uid } = lstatSync(short)
  if (uid !== process.getuid?.() && uid !== account?.uid) {
    throw new Problem(
      `目录 ${short} 属于另一个系统用户。请删除它，或换用较短的数据目录路径。`,
      `The directory ${short} belongs to another user of this system. Remove it, or use a data directory with a shorter path.`,
    )
  }
  chmodSync(short, 0o700)
  give(short, account)
  return short
}

/** The connection address of a database on the server whose socket is in the directory. */
export function socketUrl(sockets: string, database: string, user: string): string {
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(sockets)}`
}
