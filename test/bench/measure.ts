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

/** The median times of two ways, in milliseconds, taken in turns so that both meet the same weather. */
export async function alternate(one: Send, other: Send, rounds: number): Promise<readonly [number, number]> {
  const times: [number[], number[]] = [[], []]
  for (let round = -Math.ceil(rounds / 5); round < rounds; round += 1) {
    const order = round % 2 === 0 ? [0, 1] : [1, 0]
    for (const at of order) {
      const began = performance.now()
      await (at === 0 ? one : other)()
      // the first rounds warm up caches, plans and compilers
      if (round >= 0) times[at as 0 | 1].push(performance.now() - began)
    }
  }
  return [median(times[0]), median(times[1])]
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!
}
