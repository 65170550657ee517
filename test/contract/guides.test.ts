import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type App, startApp } from '../support/app.ts'
import { cookieOf } from '../support/client.ts'
import { differences, filledIn, type Names, type Step, stepsOf, textDifferences } from '../support/guide.ts'

const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')
const site = join(root, 'packages/docs/site')
const guides = readdirSync(join(site, 'en/guide')).sort()
const read = (...path: string[]) => readFileSync(join(site, ...path), 'utf8')

let app: App
let administrator: string
/** Where the guides’ receiver of webhooks will stand. */
let receiver: string
/** Where the programs of the guides lie: within this package, so that they find the client as an integrator's would. */
let workplace: string

beforeAll(async () => {
  mkdirSync(join(root, 'test/dist'), { recursive: true })
  workplace = mkdtempSync(join(root, 'test/dist/guides-'))
  compiled()
  receiver = `http://127.0.0.1:${await aFreePort()}/qizhi`
  app = await startApp({ demo: true, env: { QIZHI_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' } })
  administrator = await cookieOf(app)
}, 120_000)
afterAll(async () => {
  await app?.stop()
  rmSync(workplace, { recursive: true, force: true })
})

describe('a guide', () => {
  test.each(guides)('%s has the same code in both languages', (guide) => {
    const code = (markdown: string) => stepsOf(markdown).map(({ line: _line, ...step }) => step)
    expect(code(read('guide', guide))).toEqual(code(read('en/guide', guide)))
  })

  test.each(guides)('%s does what it says', async (guide) => {
    const names: Names = new Map<string, unknown>([
      ['$QIZHI_URL', app.url],
      ['$RECEIVER_URL', receiver],
    ])
    for (const [at, step] of stepsOf(read('en/guide', guide)).entries()) {
      const problems = await outcome(step, names, programName(guide, at))
      if (problems.length > 0) throw new Error(`${guide}, line ${step.line}:\n${problems.join('\n')}`)
    }
  })
})

function programName(guide: string, at: number): string {
  return `${guide.replace('.md', '')}-${at}`
}

/** A port that nobody listens at now. */
async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Compiles all programs of all guides against the client, as strictly as our own. */
function compiled(): void {
  for (const guide of guides)
    for (const [at, { language, text }] of stepsOf(read('en/guide', guide)).entries())
      if (language === 'ts') writeFileSync(join(workplace, `${programName(guide, at)}.ts`), text)
  const options = {
    composite: false,
    incremental: false,
    tsBuildInfoFile: null,
    declaration: false,
    sourceMap: false,
    rootDir: '.',
    outDir: 'out',
  }
  writeFileSync(join(workplace, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.base.json'), compilerOptions: options }))
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript7/bin/tsc'), '-p', workplace], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`A program of a guide does not compile:\n${stdout}`)
}

/** Runs a step; what came of it otherwise than the guide says. */
async function outcome(step: Step, names: Names, program: string): Promise<string[]> {
  if (step.language === 'graphql') {
    const until = Date.now() + (step.words.includes('until') ? 30_000 : 0)
    for (;;) {
      const answer = await asked(step, names)
      // names that are told by an answer that is not yet the right one are told again
      const told: Names = new Map(names)
      const said: object = step.answer === undefined ? {} : JSON.parse(step.answer)
      const whole = 'errors' in said || 'extensions' in said
      const problems = differences(said, whole ? answer : answer.data, told)
      if (answer.errors !== undefined && !whole) problems.push('it was refused')
      if (problems.length === 0) for (const [name, value] of told) names.set(name, value)
      if (problems.length === 0 || Date.now() > until) return problems.length === 0 ? [] : [...problems, JSON.stringify(answer)]
      await pause(100)
    }
  }
  const env = { ...process.env, NODE_OPTIONS: '', ...environment(names) }
  const command: [string, string[]] =
    step.language === 'ts' ? [process.execPath, [join(workplace, 'out', `${program}.js`)]] : ['bash', ['-euo', 'pipefail', '-c', step.text]]
  try {
    const { stdout } = await promisify(execFile)(...command, { cwd: workplace, env, timeout: 30_000 })
    if (step.answer === undefined) return []
    const problems = step.answer.startsWith('{')
      ? differences(JSON.parse(step.answer), JSON.parse(stdout), names)
      : textDifferences(step.answer, stdout)
    return problems.length === 0 ? [] : [...problems, stdout]
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return [String(error), stdout, stderr]
  }
}

async function asked(step: Step, names: Names): Promise<{ data: unknown; errors?: unknown }> {
  const variables = step.variables === undefined ? {} : filledIn(JSON.parse(step.variables), names)
  const credentials: Record<string, string> = step.words.includes('administrator')
    ? { cookie: administrator }
    : { authorization: `Bearer ${String(names.get('$QIZHI_KEY'))}` }
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...credentials },
    body: JSON.stringify({ query: step.text, variables }),
  })
  return (await response.json()) as { data: unknown; errors?: unknown }
}

function environment(names: Names): Record<string, string> {
  return Object.fromEntries([...names].map(([name, value]) => [name.slice(1), typeof value === 'string' ? value : JSON.stringify(value)]))
}
