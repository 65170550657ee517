import { BlockList } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTestReceiver, type TestReceiver } from '../../testing/test-receiver.ts'
import { Outbound } from './outbound.ts'

let receiver: TestReceiver

beforeAll(async () => {
  receiver = await aTestReceiver()
})
afterAll(() => receiver.close())

const nowhere = new BlockList()
const here = new BlockList()
here.addAddress('127.0.0.1')

const post = (outbound: Outbound, url: string) => outbound.post(new URL(url), {}, '{}', 5_000)

describe('requests to addresses that users name', () => {
  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://[fc00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://0.0.0.0/',
    'https://localhost/',
    'https://localhost./',
    'http://example.org/',
  ])('do not go to %s', async (url) => {
    expect(await post(new Outbound(nowhere), url)).toEqual({ statusCode: null, problem: 'REFUSED_ADDRESS', retryAfter: null })
  })

  it('are refused when any address of a name is private, whatever the name means the next time', async () => {
    const port = new URL(receiver.url).port
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['::ffff:10.0.0.1']]) {
      let asked = 0
      const outbound = new Outbound(nowhere, () => {
        asked += 1
        return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
      })
      expect(await post(outbound, `https://rebinding.example:${port}/`)).toMatchObject({ problem: 'REFUSED_ADDRESS' })
      expect(asked).toBe(1)
    }
    expect(await receiver.messages()).toEqual([])
  })

  it('go to the address that was checked and to no other', async () => {
    let asked = 0
    const outbound = new Outbound(here, () => {
      asked += 1
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }])
    })
    expect(await post(outbound, `http://name.example:${new URL(receiver.url).port}/pinned`)).toMatchObject({
      statusCode: 204,
      problem: null,
    })
    expect(asked).toBe(1)
    expect((await receiver.messages()).at(-1)).toMatchObject({
      path: '/pinned',
      headers: { host: expect.stringContaining('name.example') },
    })
  })

  it('follow no redirect, and tell of answers only what they need', async () => {
    await receiver.answers({ status: 302, headers: { location: `${receiver.url}/elsewhere` } })
    expect(await post(new Outbound(here), `${receiver.url}/first`)).toEqual({ statusCode: 302, problem: 'STATUS', retryAfter: null })
    expect((await receiver.messages()).filter(({ path }) => path === '/elsewhere')).toEqual([])
    await receiver.answers({ status: 503, headers: { 'retry-after': '120' } })
    expect(await post(new Outbound(here), receiver.url)).toEqual({ statusCode: 503, problem: 'STATUS', retryAfter: 120 })
    await receiver.answers({})
  })

  it('do not wait for ever', async () => {
    await receiver.answers({ hold: true })
    expect(await new Outbound(here).post(new URL(receiver.url), {}, '{}', 200)).toMatchObject({ statusCode: null, problem: 'TIMEOUT' })
    await receiver.answers({})
    expect(await post(new Outbound(here), 'http://127.0.0.1:1/')).toMatchObject({ problem: 'UNREACHABLE' })
  })
})
