import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { secretKeyProvider } from '../crypto/key-provider.ts'
import { seal, unseal } from './sealed-content.ts'

const keys = secretKeyProvider(Buffer.alloc(32, 7))
const piece = 64 * 1024

async function* chunked(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

const sealed = (content: Buffer, name = 'a') => collect(seal(chunked(content, 10_000), keys, name))
const opened = (content: Buffer, name = 'a') => collect(unseal(chunked(content, 7_777), keys, name))

describe('sealed content', () => {
  test.each([0, 1, piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 17])('of %i bytes comes back', async (length) => {
    const content = Buffer.alloc(length, 'content')
    expect(await opened(await sealed(content))).toEqual(content)
  })

  test('comes back however it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(200_000),
        fc.integer({ min: 1, max: 150_000 }),
        fc.integer({ min: 1_000, max: 150_000 }),
        async (length, write, read) => {
          const content = Buffer.alloc(length, 'content')
          const stored = await collect(seal(chunked(content, write), keys, 'a'))
          expect((await collect(unseal(chunked(stored, read), keys, 'a'))).equals(content)).toBe(true)
        },
      ),
      { numRuns: 20 },
    )
  })

  test('is not opened with any bit changed', async () => {
    const stored = await sealed(Buffer.alloc(piece + 100, 'content'))
    await fc.assert(
      fc.asyncProperty(fc.nat(stored.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(stored)
        changed[at]! ^= 1 << bit
        await expect(opened(changed)).rejects.toThrow()
      }),
      { numRuns: 100 },
    )
  })

  test('is not opened with its end cut off, its pieces exchanged or one left out', async () => {
    const stored = await sealed(Buffer.concat([Buffer.alloc(piece, 'a'), Buffer.alloc(piece, 'b'), Buffer.alloc(10, 'c')]))
    const start = stored.indexOf('\n') + 1
    const size = piece + 28
    const [header, first, second, last] = [
      stored.subarray(0, start),
      stored.subarray(start, start + size),
      stored.subarray(start + size, start + 2 * size),
      stored.subarray(start + 2 * size),
    ]
    for (const parts of [
      [header],
      [header, first],
      [header, first, second],
      [header, second, first, last],
      [header, first, last],
      [header, first, second, last, last],
    ]) {
      await expect(opened(Buffer.concat(parts))).rejects.toThrow()
    }
  })

  test('is not opened under another name or with another key', async () => {
    const stored = await sealed(Buffer.from('content'))
    await expect(opened(stored, 'b')).rejects.toThrow()
    await expect(collect(unseal(chunked(stored, 100), secretKeyProvider(Buffer.alloc(32, 8)), 'a'))).rejects.toThrow()
  })
})
