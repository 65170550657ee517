import pg from 'pg'
import { startApp } from '../support/app.ts'
import { bureauOf, quick, scale } from './bench-data.ts'
import { poster } from './measure.ts'
import { signIn } from './parties.ts'

/** How many different persons took part: exact, of a whole bureau's year and of finer questions. `--quick` uses the medium demo. */
const asked = quick ? 1 : 5
/** Of a bureau's year, in milliseconds. */
const most = 1_000

const questions = [
  { what: 'a year of the bureau', by: '[]', isTarget: true },
  { what: 'a year, by organisation one level down', by: '[ORGANIZATION]' },
  { what: 'a year, by month', by: '[MONTH]' },
  { what: 'a year, by type', by: '[TYPE]' },
  { what: 'a quarter of the bureau', by: '[]', to: '03-31' },
  { what: 'a month of the bureau', by: '[]', to: '01-31' },
] as const

const app = await startApp({ database: await bureauOf(scale) })
try {
  const pool = new pg.Pool({ connectionString: app.databaseUrl, max: 1 })
  const { rows } = await pool.query<{ year: number }>('SELECT max(extract(year FROM held_on))::int - 1 AS year FROM activity')
  const [year, cookie] = [rows[0]!.year, await signIn(app)]
  console.log(`\n| different persons of ${year} (${scale} demo) | ms | persons |\n|---|---|---|`)
  for (const { what, by, ...rest } of questions) {
    const query = `{ activityCounts(filter: { from: "${year}-01-01", to: "${year}-${'to' in rest ? rest.to : '12-31'}" }, by: ${by}) { totals { distinctMembers } rowCount } }`
    const ask = poster(`${app.url}/graphql`, { cookie })({ query })
    const times: number[] = []
    let answer = ''
    for (let round = 0; round < asked; round += 1) {
      const began = performance.now()
      answer = await ask()
      times.push(performance.now() - began)
    }
    const time = times.sort((one, other) => one - other)[Math.floor(times.length / 2)]!
    const { data } = JSON.parse(answer) as { data: { activityCounts: { totals: { distinctMembers: number } } } }
    console.log(`| ${what} | ${time.toFixed(0)} | ${data.activityCounts.totals.distinctMembers} |`)
    if ('isTarget' in rest && time > most) {
      console.error(`Exact persons of a year take ${time.toFixed(0)} ms, more than ${most}.`)
      process.exitCode = 1
    }
  }
  await pool.end()
} finally {
  await app.stop()
}
