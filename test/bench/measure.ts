import { Agent, request } from 'node:http'

/** Sends a JSON body and gives back the answer's text. */
export type Send = () => Promise<string>

/** A client with one kept connection, so that what is measured is the server. */
export function poster(url: string, headers: Record<string, string> = {}): (body: unknown) => Send {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return (body) => {
    const text = JSON.stringify(body)
    const options = {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
    }
    return () =>
      new Promise((resolve, reject) => {
        const sent = request(url, options, (response) => {
          let answer = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => (answer += chunk))
          response.on('end', () =>
            response.statusCode === 200 ? resolve(answer) : reject(new Error(`${response.statusCode}: ${answer.slice(0, 500)}`)),
          )
        })
        sent.on('error', reject)
        sent.end(text)
      })
  }
}

/** For how long two ways are tried before they are measured, and measured, in milliseconds. */
export interface Span {
  readonly warmUp: number
  readonly measured: number
}

/** Makes ready what is sent next; that takes no measured time. */
export type Prepare = (round: number) => Send

interface Measured {
  readonly medians: readonly [number, number]
  readonly rounds: number
}

/**
 * The median times of two ways, in milliseconds, taken in turns so that both meet the same weather. Caches, plans and compilers have
 * settled before.
 */
export function alternate(one: Send, other: Send, span: Span): Promise<Measured> {
  return alternatePrepared(
    () => one,
    () => other,
    span,
  )
}

/** The same for ways that send something new each time, such as writes. */
export async function alternatePrepared(one: Prepare, other: Prepare, span: Span): Promise<Measured> {
  const times: [number[], number[]] = [[], []]
  const begin = performance.now()
  for (let round = 0; performance.now() - begin < span.warmUp + span.measured; round += 1) {
    const counts = performance.now() - begin >= span.warmUp
    for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const send = (at === 0 ? one : other)(round)
      const began = performance.now()
      await send()
      if (counts) times[at].push(performance.now() - began)
    }
  }
  return { medians: [median(times[0]), median(times[1])], rounds: times[0].length }
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!
}
