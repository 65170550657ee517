import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import pg from 'pg'
import { shapes } from './shapes.ts'

// A process of its own, as the product is: an HTTP server that does nothing but run the statements written by hand.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 8 })

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    const { shape, variables } = JSON.parse(body) as { shape: string; variables: Record<string, unknown> }
    void shapes
      .find(({ name }) => name === shape)!
      .byHand(pool, variables)
      .then((data) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })))
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.once('disconnect', () => process.exit())
