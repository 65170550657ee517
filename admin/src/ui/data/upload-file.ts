import { type Problem, toProblem } from './problem.ts'

export interface StoredFile {
  readonly id: string
  readonly filename: string
  readonly size: number
  readonly mediaType: string
}

export interface UploadOptions {
  readonly language: string
  readonly progress?: (share: number) => void
  readonly signal?: AbortSignal
}

/** Why a file was not kept, in the server's words where it had some. */
export class UploadRefusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}

/** Sends a file to `POST /files`, and says how far it got. @throws UploadRefusal */
export function uploadFile(file: File, { language, progress, signal }: UploadOptions): Promise<StoredFile> {
  const body = new FormData()
  body.append('file', file, file.name)
  // fetch does not tell how much was sent
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    const refuse = (problem: Problem) => reject(new UploadRefusal(problem))
    request.open('POST', '/files')
    // the server takes no form of another site: a header is what such a form cannot send
    request.setRequestHeader('x-qizhi-upload', '1')
    request.setRequestHeader('accept-language', language)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && progress?.(loaded / total)
    request.onload = () => {
      if (request.status === 201) return resolve(request.response as StoredFile)
      refuse(
        toProblem({
          networkError: Object.assign(new Error(`HTTP ${request.status}`), {
            statusCode: request.status,
            result: request.response as unknown,
          }),
        }),
      )
    }
    request.onerror = () => refuse({ code: 'OFFLINE', message: '', reference: undefined })
    signal?.addEventListener('abort', () => request.abort())
    request.onabort = () => refuse({ code: 'ABORTED', message: '', reference: undefined })
    request.send(body)
  })
}
