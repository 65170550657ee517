import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type KeyProvider } from '../crypto/key-provider.ts'
import { DiskStore } from './disk-store.ts'
import { seal, unseal } from './sealed-content.ts'

/** Contents that the product makes itself, encrypted at rest, in folders: what belongs together goes together. */
export class SealedStore {
  private readonly disk: DiskStore

  constructor(
    private readonly directory: string,
    private readonly keys: KeyProvider,
  ) {
    this.disk = new DiskStore(directory)
  }

  /** Keeps the content once it is there as a whole; what had the name before is replaced. */
  async write(folder: string, name: string, content: AsyncIterable<Buffer>): Promise<void> {
    const key = `${folder}/${name}`
    await this.disk.write(key, seal(content, this.keys, key))
  }

  /** Decrypted as it is read. @throws while it is read, where it is not as it was written */
  read(folder: string, name: string): AsyncIterable<Buffer> {
    const key = `${folder}/${name}`
    return unseal(this.disk.read(key), this.keys, key)
  }

  /** Removes one content, or the folder with all that is in it. */
  async remove(folder: string, name = ''): Promise<void> {
    await rm(join(this.directory, folder, name), { recursive: true, force: true })
  }

  async folders(): Promise<string[]> {
    const entries = await readdir(this.directory).catch(() => [])
    return entries.filter((name) => name !== DiskStore.drafts)
  }

  removeAbandonedDrafts(): Promise<void> {
    return this.disk.removeAbandonedDrafts()
  }
}
