import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import { startApp } from '../support/app.ts'
import { bureauOf, quick, scale } from './bench-data.ts'
import { alternate, poster } from './measure.ts'
import { signIn, startByHand } from './parties.ts'
import { type Shape, shapes } from './shapes.ts'

/**
 * The read shapes against SQL written by hand over bare pg: both as HTTP servers in processes of their own, asked in turns in one run.
 * The ratio is the time by hand over the time of the product; both must give the same answer. `--quick` uses the medium demo; `--shape=Q5` measures that one only.
 */
const span = quick ? { warmUp: 1_500, measured: 2_500 } : { warmUp: 4_000, measured: 6_000 }
/** Beside other work, on two cores, a ratio swings by a third and more; what falls lower has become slower. */
const leniency = quick ? 0.5 : 1

const app = await startApp({ database: await bureauOf(scale) })
try {
  const pool = new pg.Pool({ connectionString: app.databaseUrl, max: 2 })
  const byHand = await startByHand(app.databaseUrl)
  const cookie = await signIn(app)
  let slow = 0
  console.log(
    `\n| shape | by hand, ms | Qizhi, ms | ratio | what (${scale} demo, medians of requests in turns) | rounds |\n|---|---|---|---|---|---|`,
  )
  const only = process.argv.find((option) => option.startsWith('--shape='))?.slice('--shape='.length)
  for (const shape of shapes.filter(({ name }) => only === undefined || name === only)) {
    const { medians, rounds } = await measured(shape, pool, byHand.url, cookie)
    const [hand, product] = medians
    const ratio = hand / product
    if (ratio < shape.least * leniency) slow += 1
    console.log(`| ${shape.name} | ${hand.toFixed(2)} | ${product.toFixed(2)} | ${ratio.toFixed(2)} | ${shape.what} | ${rounds} |`)
  }
  if (slow > 0) {
    console.error(`\n${slow} of ${shapes.length} are slower than they should be.`)
    process.exitCode = 1
  }
  byHand.stop()
  await pool.end()
} finally {
  await app.stop()
}

async function measured(shape: Shape, pool: pg.Pool, byHandUrl: string, cookie: string): Promise<Awaited<ReturnType<typeof alternate>>> {
  const ask = async (query: string) => (JSON.parse(await poster(`${app.url}/graphql`, { cookie })({ query })()) as { data: unknown }).data
  const variables = await shape.variables(pool, ask)
  const byHand = poster(byHandUrl, { cookie })({ shape: shape.name, variables })
  const product = poster(`${app.url}/graphql`, { cookie })({ query: shape.document, variables })
  const [limit, answer] = [JSON.parse(await byHand()) as unknown, JSON.parse(await product()) as { data: unknown }]
  if (!isDeepStrictEqual({ data: answer.data }, limit))
    throw new Error(
      `${shape.name}: the two answers differ\n${JSON.stringify(limit).slice(0, 600)}\n${JSON.stringify(answer).slice(0, 600)}`,
    )
  return alternate(byHand, product, span)
}
