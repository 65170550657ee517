import { type Problem, toProblem } from '#ui/data/problem.ts'
import { useSession } from '../session/use-session.ts'

/** A file that the server made, under the name that it gave it. */
export interface ServerFile {
  readonly name: string
  readonly content: Blob
}

/** Why there is no file, in the server's words where it had some. */
export class DownloadRefusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}

/** Asks the server for a file; when the session has ended, once more after signing in. @throws DownloadRefusal */
export async function fileFrom(send: () => Promise<Response>, nameless: string): Promise<ServerFile> {
  let answer = await sent(send)
  if (answer.status === 401) {
    await useSession().lapse()
    answer = await sent(send)
  }
  if (!answer.ok) {
    const result: unknown = await answer.json().catch(() => undefined)
    throw new DownloadRefusal(toProblem({ networkError: Object.assign(new Error(), { statusCode: answer.status, result }) }))
  }
  return { name: nameIn(answer) ?? nameless, content: await answer.blob() }
}

/** Hands a file to the browser, which puts it where it puts downloads. */
export function saveFile({ name, content }: ServerFile): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // the browser takes the address up after the click
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

async function sent(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send()
  } catch (error) {
    throw new DownloadRefusal(toProblem({ networkError: error as Error }))
  }
}

function nameIn(answer: Response): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  return encoded === undefined ? undefined : decodeURIComponent(encoded)
}
