import { type Viewer } from '../../platform/access/viewer.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { type StoredFiles } from '../../platform/files/stored-files.ts'

/** The uploaded files that imports read. */
export class ImportSource {
  constructor(private readonly files: StoredFiles) {}

  /** The content of a file that the viewer uploaded himself; null for any other. */
  async bytes(viewer: Viewer, fileId: string): Promise<Buffer | null> {
    const file = await this.files.readable(viewer, fileId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null
      throw error
    })
    if (file === null || file.uploadedBy !== viewer.accountId) return null
    const chunks: Buffer[] = []
    for await (const chunk of this.files.content(file) as AsyncIterable<Buffer>) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
}
