import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'

/** A type that may be uploaded, with the extensions that fit it, the usual one first. */
export interface FileKind {
  readonly mediaType: string
  readonly extensions: readonly string[]
}

const kinds: readonly FileKind[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'] },
  { mediaType: 'image/png', extensions: ['png'] },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  { mediaType: 'image/webp', extensions: ['webp'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
]
const csv: FileKind = { mediaType: 'text/csv', extensions: ['csv'] }
const plainText: FileKind = { mediaType: 'text/plain', extensions: ['txt', 'jsonl'] }

/** Notes what passes by on the way to the store: size, digest, and the signs of a file that pretends to be another. */
export class ContentInspection {
  size = 0
  private readonly hash = createHash('sha256')
  private head: Buffer = Buffer.alloc(0)
  private tail: Buffer = Buffer.alloc(0)
  private hasMarkup = false
  private hasPdf = false
  private hasControls = false

  async *observe(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      this.look(chunk)
      yield chunk
    }
  }

  get sha256(): string {
    return this.hash.copy().digest('hex')
  }

  /** What the stored content is, or undefined when it may not be kept: an unknown type, or two types at once. */
  async kindOf(stored: AsyncIterable<Buffer>, filename: string): Promise<FileKind | undefined> {
    if (this.isUtf16) return this.hasMarkup ? undefined : textKind(filename)
    // loaded with the first file
    const { fileTypeFromStream } = await import('file-type')
    const detected = await fileTypeFromStream(Readable.from(stored, { objectMode: false }))
    if (detected === undefined) return this.hasControls || this.hasMarkup || this.size === 0 ? undefined : textKind(filename)
    const kind = kinds.find(({ mediaType }) => mediaType === detected.mime)
    if (kind === undefined || kind.mediaType.startsWith('application/vnd.')) return kind
    // an archive is read from its end, so one can hang on to anything
    const isTwo = this.hasMarkup || this.tail.includes(endOfArchive) || (this.hasPdf && kind.mediaType !== 'application/pdf')
    return isTwo ? undefined : kind
  }

  private look(chunk: Buffer): void {
    this.size += chunk.length
    this.hash.update(chunk)
    if (this.head.length < 4) this.head = Buffer.concat([this.head, chunk.subarray(0, 4)]).subarray(0, 4)
    // a sign may stand across the border of two chunks; in UTF-16 every other byte is zero
    const text = Buffer.concat([this.tail.subarray(-longestSign * 2), chunk])
      .toString('latin1')
      .toLowerCase()
      .replaceAll('\0', '')
    this.hasMarkup ||= markup.test(text)
    this.hasPdf ||= text.includes('%pdf-')
    this.hasControls ||= controls.test(chunk.toString('latin1'))
    this.tail = chunk.length >= archiveTail ? chunk.subarray(-archiveTail) : Buffer.concat([this.tail, chunk]).subarray(-archiveTail)
  }

  private get isUtf16(): boolean {
    const mark = this.head.toString('latin1').slice(0, 2)
    return mark === '\xff\xfe' || mark === '\xfe\xff'
  }
}

/** What a browser would take for a page, or a server for a program. */
const markup = /<(?:script|html|svg|iframe|body|!doctype|\?xml-stylesheet|\?php)/
const longestSign = 20
/** The end of an archive stands at most a comment of 64 KiB before the end of the file. */
const archiveTail = 66_000
const endOfArchive = Buffer.from('PK\x05\x06', 'latin1')
/** Text has none of these, in whatever encoding. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const controls = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/

function textKind(filename: string): FileKind {
  return /\.csv$/i.test(filename) ? csv : plainText
}
