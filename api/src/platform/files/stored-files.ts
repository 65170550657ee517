import { Readable } from 'node:stream'
import { join } from 'node:path'
import { type DataSource } from 'typeorm'
import { newId } from '../crypto/ids.ts'
import { type Viewer } from '../access/viewer.ts'
import { type KeyProvider } from '../crypto/key-provider.ts'
import { type Actor, type Writer } from '../database/write.ts'
import { AppError } from '../errors/app-error.ts'
import { isUuid } from '../graph/reader.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { ContentInspection } from './content-inspection.ts'
import { DiskStore } from './disk-store.ts'
import { harmlessFilename } from './filename.ts'
import { seal, unseal } from './sealed-content.ts'
import { StoredFile } from './stored-file.entity.ts'

/** Decides for a module whether a viewer may read a file that hangs on something of the module's. */
export type FileGuard = (viewer: Viewer, fileId: string) => Promise<boolean>

interface Parts {
  readonly dataSource: DataSource
  readonly writer: Writer
  readonly keys: KeyProvider
  readonly dataDir: string
}

/** Files that people uploaded: encrypted on disk by id, readable for whoever uploaded them and for whom a module says. */
export class StoredFiles {
  private readonly guards: FileGuard[] = []
  private readonly store: DiskStore

  constructor(private readonly parts: Parts) {
    this.store = new DiskStore(join(parts.dataDir, 'files'))
  }

  /** Lets a module say who may read the files that it holds. */
  guardedBy(guard: FileGuard): void {
    this.guards.push(guard)
  }

  /**
   * Keeps a file. @throws HttpProblem 415 for a type that is not allowed, AppError FORBIDDEN for a viewer who has nothing to attach a file
   * to, THROTTLED for one who uploads without end
   */
  async save(actor: Actor, content: AsyncIterable<Buffer>, givenName: string): Promise<StoredFile> {
    const { viewer } = actor
    if (!viewer.can('activities:write') && !viewer.can('imports:run')) throw new AppError('FORBIDDEN')
    await this.checkRate(viewer)
    const id = newId()
    const storageKey = `${id.slice(-2)}/${id}`
    const inspection = new ContentInspection()
    await this.store.write(storageKey, seal(inspection.observe(content), this.parts.keys, storageKey))
    try {
      const kind = await inspection.kindOf(this.contentOf(storageKey), givenName)
      if (kind === undefined) throw new HttpProblem(415, 'file.type')
      const { size, sha256 } = inspection
      const file = {
        id,
        filename: harmlessFilename(givenName, kind.extensions),
        mediaType: kind.mediaType,
        size,
        sha256,
        storageKey,
        uploadedBy: viewer.accountId,
      }
      const { createdAt } = await this.parts.writer.write(actor, 'file.upload', {}, async (tx) => {
        const [row] = await tx.query<{ created_at: Date }>(
          `INSERT INTO stored_file (id, filename, media_type, size, sha256, storage_key, uploaded_by) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING created_at`,
          [id, file.filename, file.mediaType, size, sha256, storageKey, file.uploadedBy],
        )
        tx.audit({ entity: 'StoredFile', entityId: id, after: { mediaType: file.mediaType, size, sha256 } })
        return { createdAt: row!.created_at, userErrors: [] }
      })
      return { ...file, createdAt }
    } catch (error) {
      await this.store.remove(storageKey)
      throw error
    }
  }

  /** The file of this id, if the viewer may read it; nobody learns which ids exist. @throws AppError NOT_FOUND */
  async readable(viewer: Viewer, id: string): Promise<StoredFile> {
    const file = isUuid(id) ? await this.parts.dataSource.getRepository(StoredFile).findOneBy({ id }) : null
    if (file === null) throw new AppError('NOT_FOUND')
    if (file.uploadedBy === viewer.accountId) return file
    for (const guard of this.guards) if (await guard(viewer, id)) return file
    throw new AppError('NOT_FOUND')
  }

  /** The content of a file, decrypted as it is read. It breaks off with an error where it is not as it was stored. */
  content(file: Pick<StoredFile, 'storageKey'>): Readable {
    return Readable.from(this.contentOf(file.storageKey), { objectMode: false })
  }

  removeAbandonedDrafts(): Promise<void> {
    return this.store.removeAbandonedDrafts()
  }

  private contentOf(storageKey: string): AsyncIterable<Buffer> {
    return unseal(this.store.read(storageKey), this.parts.keys, storageKey)
  }

  private async checkRate({ accountId }: Viewer): Promise<void> {
    const [row] = await this.parts.dataSource.query<{ uploads: number }[]>(
      `SELECT count(*)::int AS uploads FROM stored_file WHERE uploaded_by = $1 AND created_at > now() - interval '1 hour'`,
      [accountId],
    )
    if (row!.uploads >= uploadsPerHour) throw new AppError('THROTTLED')
  }
}

const uploadsPerHour = 500
