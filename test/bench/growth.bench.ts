import { graphql } from 'graphql'
import pg from 'pg'
import { openCore } from '@qizhi/api/core'
import { type ScaleName } from '@qizhi/api/cli/demo/scale/scale'
import { viewerOf } from '@qizhi/api/platform/access/viewer'
import { readConfig } from '@qizhi/api/platform/config/config'
import { planning } from '@qizhi/api/platform/database/data-source'
import { Reader } from '@qizhi/api/platform/graph/reader'
import { buildLogger } from '@qizhi/api/platform/telemetry/logger'
import { bureauOf, secretKey } from './bench-data.ts'
import { shapes } from './shapes.ts'

/**
 * What the database takes for each read as the data grow from half a million to five million activities: the product's own statement,
 * prepared, over one connection. Not part of `--quick`, which has one scale only.
 */
const scales: readonly ScaleName[] = ['medium', 'double', 'large']
const rounds = 300
/** For Q4, in milliseconds, and from the smallest to the largest. */
const [mostTime, mostGrowth] = [2, 1.3]

if (!process.argv.includes('--quick')) {
  const times = new Map<string, number[]>()
  for (const scale of scales) for (const [name, time] of await measured(scale)) times.set(name, [...(times.get(name) ?? []), time])
  console.log(`\n| database time, ms | 0.5M activities | 1M | 5M | growth |\n|---|---|---|---|---|`)
  for (const [name, each] of times) {
    const growth = each.at(-1)! / each[0]!
    console.log(`| ${name} | ${each.map((time) => time.toFixed(2)).join(' | ')} | ${growth.toFixed(2)} |`)
    if (name === 'Q4' && (each.some((time) => time > mostTime) || growth > mostGrowth)) {
      console.error('Counting by roll-ups has become slower than it should be.')
      process.exitCode = 1
    }
  }
}

async function measured(scale: ScaleName): Promise<[string, number][]> {
  const { url } = await bureauOf(scale)
  const core = await openCore({ ...readConfig({}), databaseUrl: url, secretKey }, buildLogger('silent'))
  const pool = new pg.Pool({ connectionString: url, max: 1, options: planning })
  const account = { id: '00000000-0000-7000-8000-000000000000', username: 'bench', displayName: 'bench', sessionId: null }
  const viewer = viewerOf(account, [{ role: 'ADMINISTRATOR', paths: null }])
  try {
    const found: [string, number][] = []
    for (const shape of shapes) {
      const sent: pg.QueryConfig[] = []
      const reader = new Reader(
        {
          query: (statement) => {
            sent.push(statement)
            return pool.query(statement)
          },
        },
        viewer,
        'zh-CN',
      )
      const contextValue = { viewer, reader, language: 'zh-CN', say: core.say, trace: {} }
      const ask = async (source: string) => (await graphql({ schema: core.schema, source, contextValue })).data
      const variableValues = await shape.variables(pool, ask)
      const { errors } = await graphql({ schema: core.schema, source: shape.document, variableValues, contextValue })
      if (errors !== undefined) throw errors[0]!
      found.push([shape.name, await medianOf(pool, sent.at(-1)!)])
    }
    return found
  } finally {
    await pool.end()
    await core.close()
  }
}

/** The answer is left as text: what Node makes of it is not the database's time. */
async function medianOf(pool: pg.Pool, statement: pg.QueryConfig): Promise<number> {
  const times: number[] = []
  const types = { getTypeParser: () => (text: string) => text }
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    await pool.query({ ...statement, types } as pg.QueryConfig)
    times.push(performance.now() - began)
    // the dear ones need not be asked so often
    if (round >= 20 && times.reduce((sum, each) => sum + each) > 10_000) break
  }
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)]!
}
