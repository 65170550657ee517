import { randomBytes } from 'node:crypto'
import { type KeyProvider } from '../crypto/key-provider.ts'
import { international, suites, type Suite } from '../crypto/suites.ts'

type Chunks = AsyncIterable<Buffer>

/** A piece is opened as a whole before anything of it is given out, so it is small. */
const pieceSize = 64 * 1024

/**
 * Encrypts a file piece by piece under a key of its own. A first line `v1|algorithm|key id|wrapped key` is followed by the pieces, each
 * `iv tag ciphertext`. A piece is bound to the file's name in the store, to its place and to whether it is the last: none can be changed,
 * moved, left out or added.
 */
export async function* seal(content: Chunks, keys: KeyProvider, name: string, suite: Suite = international): AsyncGenerator<Buffer> {
  const key = randomBytes(suite.keyLength)
  const header = ['v1', suite.algorithm, keys.currentKeyId, (await keys.wrap(key)).toString('base64url')].join('|')
  yield Buffer.from(`${header}\n`)
  let index = 0
  for await (const { piece, last } of pieces(content, pieceSize)) {
    const { iv, tag, ciphertext } = suite.seal(key, piece, boundTo(header, name, index, last))
    yield Buffer.concat([iv, tag, ciphertext])
    index += 1
  }
}

/** Decrypts what `seal` made. @throws when anything of it is not as it was */
export async function* unseal(sealed: Chunks, keys: KeyProvider, name: string): AsyncGenerator<Buffer> {
  const { header, rest } = await firstLine(sealed)
  const [version, algorithm = '', keyId = '', wrapped = ''] = header.split('|')
  const suite = suites.get(algorithm)
  if (version !== 'v1' || suite === undefined) throw new Error(`The file ${name} was not encrypted by this program.`)
  const key = await keys.unwrap(keyId, Buffer.from(wrapped, 'base64url'))
  const { ivLength, tagLength } = suite
  let index = 0
  for await (const { piece, last } of pieces(rest, ivLength + tagLength + pieceSize)) {
    const [iv, tag, ciphertext] = [
      piece.subarray(0, ivLength),
      piece.subarray(ivLength, ivLength + tagLength),
      piece.subarray(ivLength + tagLength),
    ]
    yield suite.open(key, { iv, tag, ciphertext }, boundTo(header, name, index, last))
    index += 1
  }
}

function boundTo(header: string, name: string, index: number, last: boolean): Buffer {
  return Buffer.from([header, name, index, last ? 'last' : 'more'].join('|'))
}

/** Pieces of one size; only the last may be shorter, and there is always one. All lie in one buffer: each is there until the next is asked for. */
async function* pieces(chunks: Chunks, size: number): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  const piece = Buffer.allocUnsafe(size)
  let length = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      // what fills a piece exactly may be the end, so it waits for what comes next
      if (length === size) {
        yield { piece, last: false }
        length = 0
      }
      const copied = chunk.copy(piece, length, at)
      length += copied
      at += copied
    }
  }
  yield { piece: piece.subarray(0, length), last: true }
}

async function firstLine(chunks: Chunks): Promise<{ header: string; rest: Chunks }> {
  const source = chunks[Symbol.asyncIterator]()
  let read = Buffer.alloc(0)
  for (;;) {
    const next = await source.next()
    if (next.done === true) throw new Error('The file ends in its header.')
    read = Buffer.concat([read, next.value])
    const end = read.indexOf('\n')
    if (end >= 0) return { header: read.subarray(0, end).toString(), rest: continued(read.subarray(end + 1), source) }
  }
}

async function* continued(first: Buffer, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value
}
