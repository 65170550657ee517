import { type QizhiClient } from './client.ts'
import { QizhiError } from './errors.ts'
import {
  CreateExportLink,
  ExportActivities,
  type ExportActivitiesInput,
  ExportMembers,
  type ExportMembersInput,
  ExportProgress,
  type ExportProgressData,
} from './generated/operations.ts'
import { pause } from './pause.ts'

interface ExportOptions {
  /** Told how far it is, about once a second. */
  readonly onProgress?: (progress: NonNullable<ExportProgressData['export']>) => void
  readonly signal?: AbortSignal
}

/** Asks for an export of members, waits for it, and gives its file as a stream of bytes. */
export async function exportMembers(
  client: QizhiClient,
  input: ExportMembersInput,
  options: ExportOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const { exportMembers: asked } = await client.request(ExportMembers, { input })
  return fileOf(client, asked, options)
}

/** The same of activities. */
export async function exportActivities(
  client: QizhiClient,
  input: ExportActivitiesInput,
  options: ExportOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const { exportActivities: asked } = await client.request(ExportActivities, { input })
  return fileOf(client, asked, options)
}

interface Asked {
  readonly export: { readonly id: string } | null
  readonly userErrors: readonly { readonly code: string; readonly message: string }[]
}

async function fileOf(client: QizhiClient, asked: Asked, { onProgress, signal }: ExportOptions): Promise<ReadableStream<Uint8Array>> {
  if (asked.export === null) throw refusal(asked.userErrors)
  const { id } = asked.export
  for (;;) {
    const { export: progress } = await client.request(ExportProgress, { id }, signal)
    if (progress === null) throw new QizhiError('NOT_FOUND', 'The export is gone.', 404)
    onProgress?.(progress)
    if (progress.status === 'READY') break
    if (progress.status !== 'QUEUED' && progress.status !== 'READING' && progress.status !== 'WRITING')
      throw new QizhiError(progress.problem ?? progress.status, `The export ended as ${progress.status}.`, 200)
    await pause(1, signal)
  }
  const { createExportLink: link } = await client.request(CreateExportLink, { input: { id } }, signal)
  if (link.url === null) throw refusal(link.userErrors)
  const response = await client.fetch(`${client.url}${link.url}`, signal === undefined ? {} : { signal })
  if (!response.ok || response.body === null) throw new QizhiError('UNAVAILABLE', 'The file could not be fetched.', response.status)
  return response.body as ReadableStream<Uint8Array>
}

function refusal(userErrors: Asked['userErrors']): QizhiError {
  const [first] = userErrors
  return new QizhiError(first?.code ?? 'INVALID', first?.message ?? 'The export was refused.', 200)
}
