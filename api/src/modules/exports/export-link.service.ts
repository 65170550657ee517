import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { stillHolds } from '../../platform/access/authority.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type Actor, type Writer } from '../../platform/database/write.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { userError } from '../../platform/errors/user-error.ts'
import { type SealedStore } from '../../platform/files/sealed-store.ts'
import { type Database } from '../../platform/database/database.ts'
import { fileName } from './export-making.ts'
import { exportSources } from './export-sources.ts'
import { type CreateExportLinkInput, type ExportLinkPayload } from './export.inputs.ts'
import { lockExport, lockOwnExport, type StoredExport, treeMovedSince } from './export.store.ts'
import { inLanguage } from './fields/export-field.ts'
import { fileKinds } from './files/export-file.ts'

interface Parts {
  readonly database: Database
  readonly writer: Writer
  readonly store: SealedStore
  readonly viewerOfAccount: (accountId: string) => Promise<Viewer | undefined>
}

export interface Download {
  readonly filename: string
  readonly mediaType: string
  readonly size: number
  readonly content: Readable
}

/** Links by which the file of an export is fetched once. Of the link's secret only a digest is kept. */
export class ExportLinks {
  constructor(private readonly parts: Parts) {}

  async create(actor: Actor, { id }: CreateExportLinkInput): Promise<ExportLinkPayload> {
    const token = randomBytes(32).toString('base64url')
    const { expiresAt, userErrors } = await this.parts.writer.write(actor, 'export.link', {}, async (tx) => {
      const asked = await lockOwnExport(tx, id)
      const { status } = asked
      if (status !== 'READY') return { expiresAt: null, userErrors: [userError('CONFLICT', 'export.over', { params: { status } })] }
      if (await this.outOfReach(tx, asked, actor.viewer))
        return { expiresAt: null, userErrors: [userError('CONFLICT', 'export.scopeChanged')] }
      const [link] = await tx.query<{ expires_at: Date }>(
        `INSERT INTO export_link (token_hash, export_id, expires_at) VALUES ($1, $2, now() + interval '15 minutes') RETURNING expires_at`,
        [digestOf(token), id],
      )
      tx.audit({ entity: 'Export', entityId: id, after: { link: link!.expires_at } })
      return { expiresAt: link!.expires_at, userErrors: [] }
    })
    return {
      url: expiresAt === null ? null : `/exports/download?token=${token}`,
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
      userErrors,
    }
  }

  /**
   * The file behind a link, which is used up by it. @throws AppError NOT_FOUND for a link that is unknown, used or expired, FORBIDDEN when
   * whoever asked for the export may not read all of it any more
   */
  async redeem(token: string, request: Pick<Actor, 'requestId' | 'address'>): Promise<Download> {
    const owner = await this.ownerOf(digestOf(token))
    const actor: Actor = { viewer: owner, requestId: request.requestId, address: request.address }
    const { asked, size } = await this.parts.writer.write(actor, 'export.download', {}, async (tx) => {
      const [link] = await tx.query<{ export_id: string }>(useUp, [digestOf(token)])
      const asked = link && (await lockExport(tx, link.export_id))
      if (asked?.status !== 'READY') throw new AppError('NOT_FOUND', 'export.link')
      if (await this.outOfReach(tx, asked, owner)) throw new AppError('FORBIDDEN', 'export.scopeChanged')
      const [file] = await tx.query<{ size: string }>('SELECT size FROM export_run WHERE id = $1', [asked.id])
      tx.audit({
        entity: 'Export',
        entityId: asked.id,
        after: { source: asked.source, format: asked.format, bytes: Number(file!.size) },
      })
      return { asked, size: Number(file!.size), userErrors: [] }
    })
    const { extension, mediaType } = fileKinds[asked.format]
    const content = Readable.from(this.parts.store.read(asked.id, fileName), { objectMode: false })
    return { filename: `${nameOf(asked, owner)}.${extension}`, mediaType, size, content }
  }

  /** Whoever asked for the export of a link that can still be used, as he is now. */
  private async ownerOf(tokenHash: string): Promise<Viewer> {
    const { rows } = await this.parts.database.query({
      text: 'SELECT r.created_by FROM export_link l JOIN export_run r ON r.id = l.export_id WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > now()',
      values: [tokenHash],
    })
    const [link] = rows as { created_by: string }[]
    if (link === undefined) throw new AppError('NOT_FOUND', 'export.link')
    const owner = await this.parts.viewerOfAccount(link.created_by)
    if (owner === undefined) throw new AppError('FORBIDDEN', 'export.scopeChanged')
    return owner
  }

  /** Whether some of what was read may not be read by its owner any more: a grant has gone, or the tree has moved below it. */
  private async outOfReach(
    tx: Parameters<typeof treeMovedSince>[0],
    { authority, startedAt }: StoredExport,
    now: Viewer,
  ): Promise<boolean> {
    if (!now.can('exports:run') || !stillHolds(authority, now)) return true
    const bounded = Object.values(authority).some(({ everything }) => !everything)
    return bounded && startedAt !== null && (await treeMovedSince(tx, startedAt))
  }
}

/** Of two who come with the same link, one finds it. */
const useUp = `
  WITH used AS (UPDATE export_link SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING export_id)
  SELECT export_id FROM used`

/** Says what it is, when it was asked for and by whom: a file that lies around names its origin. */
function nameOf({ source, language, createdAt }: StoredExport, { username }: Viewer): string {
  const moment = new Date(new Date(createdAt).getTime() + 8 * 3600_000).toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')
  return `${inLanguage(exportSources[source].title, language)}-${moment}-${username}`
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
