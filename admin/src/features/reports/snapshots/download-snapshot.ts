import { useSession } from '#app/session/use-session.ts'
import { type Problem, toProblem } from '#ui/data/problem.ts'

export const snapshotFormats = ['xlsx', 'csv', 'pdf', 'json'] as const
export type SnapshotFormat = (typeof snapshotFormats)[number]

/** Why there is no file, in the server's words where it had some. */
export class DownloadRefusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}

/** Asks the server for a snapshot as a file and hands it to the browser; answers with its name. @throws DownloadRefusal */
export async function downloadSnapshot(id: string, format: SnapshotFormat, language: string): Promise<string> {
  const send = () =>
    fetch(`/report-snapshots/${encodeURIComponent(id)}/file?format=${format}`, { headers: { 'accept-language': language } }).catch(
      (error: unknown) => {
        throw new DownloadRefusal(toProblem({ networkError: error as Error }))
      },
    )
  let answer = await send()
  if (answer.status === 401) {
    await useSession().lapse()
    answer = await send()
  }
  if (!answer.ok) {
    const result: unknown = await answer.json().catch(() => undefined)
    throw new DownloadRefusal(toProblem({ networkError: Object.assign(new Error(), { statusCode: answer.status, result }) }))
  }
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const name = encoded === undefined ? `snapshot.${format}` : decodeURIComponent(encoded)
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // the browser takes the address up after the click
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return name
}
