import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** A new id: a UUID of version 7, greater than every one that this process made before it. */
export function newId(): string {
  const random = drawn()
  const now = Date.now()
  if (now > last.msecs) last = { msecs: now, seq: random.readUInt32BE(0) >>> 1 }
  else last = last.seq === mostSeq ? { msecs: last.msecs + 1, seq: 0 } : { ...last, seq: last.seq + 1 }
  return v7({ ...last, random })
}

/** The millisecond of the last id, and its number within it. */
let last = { msecs: 0, seq: 0 }
/** Numbers have 32 bits; they begin in the lower half, so that there is always room. */
const mostSeq = 2 ** 32 - 1

/** Asking the system for randomness takes as long for two hundred ids as for one. */
const pool = Buffer.alloc(16 * 256)
let used = pool.length

function drawn(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 16
  return pool.subarray(used - 16, used)
}
