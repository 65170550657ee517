import pg from 'pg'
import { startApp } from '../support/app.ts'
import { copyOfBureau } from './bench-data.ts'
import { alternatePrepared, poster } from './measure.ts'
import { signIn, startByHand } from './parties.ts'
import { type WriteShape, writeShapes } from './write-shapes.ts'

/**
 * The write shapes against bare SQL over the same columns: both as HTTP servers in processes of their own, asked in turns in one run. The
 * ratio is the time by hand over the time of the product. `--quick` uses the medium demo, `--empty` none at all.
 */
const quick = process.argv.includes('--quick')
const scale = process.argv.includes('--empty') ? null : quick ? 'medium' : 'large'
const span = quick ? { warmUp: 2_000, measured: 4_000 } : { warmUp: 5_000, measured: 10_000 }
/** Beside other work, a ratio swings. */
const leniency = quick ? 0.5 : 1

const app = await startApp(scale === null ? { demo: true } : { database: await copyOfBureau(scale) })
try {
  const pool = new pg.Pool({ connectionString: app.databaseUrl, max: 2 })
  const byHand = await startByHand(app.databaseUrl)
  const cookie = await signIn(app)
  let slow = 0
  console.log(
    `\n| shape | by hand, ms | Qizhi, ms | ratio | rows/s | what (${scale ?? 'example bureau'}, medians of calls in turns) | rounds |\n|---|---|---|---|---|---|---|`,
  )
  for (const shape of writeShapes) {
    const { medians, rounds } = await measured(shape, pool, byHand.url, cookie)
    const [hand, product] = medians
    const ratio = hand / product
    if (ratio < shape.least * leniency) slow += 1
    const rate = Math.round((shape.rows / product) * 1000)
    console.log(
      `| ${shape.name} | ${hand.toFixed(1)} | ${product.toFixed(1)} | ${ratio.toFixed(2)} | ${rate} | ${shape.what} | ${rounds} |`,
    )
  }
  if (slow > 0) {
    console.error(`\n${slow} of ${writeShapes.length} are slower than they should be.`)
    process.exitCode = 1
  }
  byHand.stop()
  await pool.end()
} finally {
  await app.stop()
}

async function measured(shape: WriteShape, pool: pg.Pool, byHandUrl: string, cookie: string) {
  const byHand = poster(byHandUrl, { cookie })
  const product = poster(`${app.url}/graphql`, { cookie })
  const turns = await shape.prepare(pool, (body) => product(body)())
  return alternatePrepared(
    (round) => byHand({ shape: shape.name, variables: turns.hand(round) }),
    (round) => {
      const send = product(turns.product(round))
      return async () => {
        const answer = await send()
        shape.check(answer)
        return answer
      }
    },
    span,
  )
}
