import pg from 'pg'
import { startApp } from '../support/app.ts'
import { checkRecorded, heldActivities, recordBody, somePersons } from './attendance-shape.ts'
import { copyOfBureau, quick, scale } from './bench-data.ts'
import { poster } from './measure.ts'
import { signIn } from './parties.ts'

/**
 * Sixteen who record attendance at once: all in one branch, whose counts and those of everything above it they all change, and each in the
 * subtree of another general branch. If they waited for one another, the first would be slower. `--quick` uses the medium demo.
 */
const writers = 16
const [listed, blocks, blockLength] = [10, 6, quick ? 1_500 : 4_000]
const mostCalls = quick ? 600 : 1_500
const least = quick ? 0.5 : 0.8

const app = await startApp({ database: await copyOfBureau(scale) })
try {
  const pool = new pg.Pool({ connectionString: app.databaseUrl, max: 2 })
  const cookie = await signIn(app)
  const { rows: apart } = await pool.query<{ id: string }>(
    `SELECT DISTINCT ON (p.parent_id) p.organization_id AS id FROM organization_placement p JOIN organization o ON o.id = p.organization_id
     WHERE upper_inf(p.valid) AND o.kind = 'PARTY' AND o.level = 'BRANCH' ORDER BY p.parent_id, p.path LIMIT $1`,
    [writers],
  )
  if (apart.length < writers) throw new Error('There are too few general branches.')
  const persons = await somePersons(pool, writers * listed)
  const crew = async (organizations: readonly { id: string }[]) =>
    Promise.all(
      Array.from({ length: writers }, async (_, at) => {
        const post = poster(`${app.url}/graphql`, { cookie })
        const activities = await heldActivities(pool, [organizations[at % organizations.length]!], mostCalls)
        const own = persons.slice(at * listed, (at + 1) * listed)
        return async (until: number) => {
          let calls = 0
          for (; performance.now() < until; calls += 1) {
            const activity = activities.pop()
            if (activity === undefined) throw new Error('Make more activities.')
            checkRecorded(await post(recordBody(activity, own))())
          }
          return calls
        }
      }),
    )
  const crews = { together: await crew(apart.slice(0, 1)), apart: await crew(apart) }
  const rates = { together: [] as number[], apart: [] as number[] }
  for (let block = -1; block < blocks; block += 1) {
    for (const way of block % 2 === 0 ? (['together', 'apart'] as const) : (['apart', 'together'] as const)) {
      const began = performance.now()
      const calls = await Promise.all(crews[way].map((work) => work(began + blockLength)))
      const rate = calls.reduce((sum, each) => sum + each) / ((performance.now() - began) / 1000)
      // in the first block everything settles
      if (block >= 0) rates[way].push(rate)
    }
  }
  const median = (values: number[]) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!
  const [together, alone] = [median(rates.together), median(rates.apart)]
  const ratio = together / alone
  console.log(
    `\n| ${writers} writers, attendance of ${listed} each (${scale} demo) | calls/s | ratio |\n|---|---|---|\n| each in a subtree of his own | ${alone.toFixed(0)} | |\n| all in one branch | ${together.toFixed(0)} | ${ratio.toFixed(2)} |`,
  )
  if (ratio < least) {
    console.error(`\nWriters of one subtree wait for one another: ${ratio.toFixed(2)} of what they do apart, less than ${least}.`)
    process.exitCode = 1
  }
  await pool.end()
} finally {
  await app.stop()
}
