import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Keeps contents by a key: on a disk here; an object store has the same three verbs. */
export interface ContentStore {
  /** Keeps the content under the key once it is there as a whole; leaves nothing when it breaks off. */
  write(key: string, content: AsyncIterable<Buffer>): Promise<void>
  read(key: string): AsyncIterable<Buffer>
  remove(key: string): Promise<void>
}

/** Contents as files below one directory. Keys are made by us, never from what somebody sent. */
export class DiskStore implements ContentStore {
  /** The folder of what is still being written. */
  static readonly drafts = 'drafts'

  constructor(private readonly directory: string) {}

  async write(key: string, content: AsyncIterable<Buffer>): Promise<void> {
    const drafts = join(this.directory, DiskStore.drafts)
    await mkdir(drafts, { recursive: true, mode: 0o700 })
    const draft = join(drafts, randomBytes(16).toString('hex'))
    try {
      await pipeline(content, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
      const path = this.pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  read(key: string): AsyncIterable<Buffer> {
    return createReadStream(this.pathOf(key)) as AsyncIterable<Buffer>
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true })
  }

  /** Removes what a killed process left half written. */
  async removeAbandonedDrafts(): Promise<void> {
    const drafts = join(this.directory, DiskStore.drafts)
    const names = await readdir(drafts).catch(() => [])
    for (const path of names.map((name) => join(drafts, name))) {
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
      if (Date.now() - mtimeMs > abandonedAfter) await rm(path, { force: true })
    }
  }

  private pathOf(key: string): string {
    return join(this.directory, key)
  }
}

/** In milliseconds; longer than any upload may take. */
const abandonedAfter = 3600_000
