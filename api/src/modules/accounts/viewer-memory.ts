import { LRUCache } from 'lru-cache'
import { type SignedInAccount } from './viewers.ts'

/**
 * Who is behind a session, key or token, remembered for at most a second and forgotten whenever this process commits a write: finding out anew costs
 * as much as a small read. Another process's write is felt within that second.
 */
export class ViewerMemory {
  private readonly known = new LRUCache<string, SignedInAccount>({ max: 5000, ttl: milliseconds, ttlResolution: 50 })
  private forgotten = 0

  /** The remembered account, or what `look` finds. */
  async recall(credential: string, look: () => Promise<SignedInAccount | undefined>): Promise<SignedInAccount | undefined> {
    const known = this.known.get(credential)
    if (known !== undefined) return known
    const before = this.forgotten
    const found = await look()
    // what was looked up while a write was committed may be the state before it
    if (found !== undefined && !found.noteDue && this.forgotten === before) this.known.set(credential, found)
    return found
  }

  forget(): void {
    this.forgotten += 1
    this.known.clear()
  }
}

const milliseconds = 1000
