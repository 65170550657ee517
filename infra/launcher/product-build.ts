import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../database/problem.ts'

/** What is made of the code when it has compiled, and how. */
interface Part {
  /** Below the root; it is built into its `dist`. */
  readonly folder: string
  readonly zh: string
  readonly en: string
  /** Everything that the result depends on, below the root. */
  readonly inputs: readonly string[]
  /** Programs with their arguments; the first word is one of the folder's own programs, or node. */
  readonly steps: readonly (readonly [string, ...string[]])[]
}

/** The programs that are started, of few files instead of some thousands. */
const programs: Part = {
  folder: 'api',
  zh: 'API',
  en: 'The API',
  inputs: [
    ...['src', 'migrations', 'package.json', 'rolldown.config.mjs'].map((name) => `api/${name}`),
    ...['packages/codes/src', 'packages/rulebook/src', 'pnpm-lock.yaml', 'tsconfig.base.json'],
  ],
  steps: [['rolldown', '--config', 'rolldown.config.mjs', '--logLevel', 'warn']],
}

/** What the API serves to browsers. */
const sites: readonly Part[] = [
  {
    folder: 'admin',
    zh: '管理端',
    en: 'The admin',
    inputs: ['admin', 'api/schema.graphql', 'packages/codes', 'packages/rulebook', 'pnpm-lock.yaml', 'tsconfig.base.json'],
    steps: [
      ['graphql-codegen', '--config', 'codegen.ts'],
      ['vite', 'build'],
    ],
  },
  {
    folder: 'packages/docs',
    zh: '接口文档',
    en: 'The documentation',
    inputs: ['packages/docs', 'api/schema.graphql', 'pnpm-lock.yaml'],
    steps: [
      ['node', 'generate.mjs'],
      ['vitepress', 'build'],
    ],
  },
]

/** Builds the programs, the admin and the documentation, side by side, each where anything that goes into it has changed since its last build. */
export async function buildProduct(root: string): Promise<void> {
  const outcomes = await Promise.allSettled([programs, ...sites].map((part) => build(root, part)))
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}

/** Builds the programs alone, for whoever needs no browser. */
export function buildPrograms(root: string): Promise<void> {
  return build(root, programs)
}

async function build(root: string, part: Part): Promise<void> {
  const { folder, inputs, steps } = part
  const directory = join(root, folder)
  const stampFile = join(directory, 'dist', stampName)
  const stamp = contentStamp(root, inputs)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  if (!existsSync(join(directory, 'package.json'))) return
  for (const step of steps) await run(directory, part, step)
  writeFileSync(stampFile, stamp)
}

const stampName = '.stamp'

/** Times are no measure: a checkout sets them anew. */
function contentStamp(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256')
  for (const input of inputs) addFile(join(root, input))
  return hash.digest('hex')

  function addFile(path: string): void {
    if (!existsSync(path)) return
    const entries = readdirOrUndefined(path)
    if (entries === undefined) return void hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
    for (const entry of entries.sort()) if (!produced.has(entry)) addFile(join(path, entry))
  }
}

const produced = new Set([
  'node_modules',
  'dist',
  'gql',
  'coverage',
  'components.d.ts',
  'auto-imports.d.ts',
  'generated',
  'reference',
  '.temp',
  'cache',
])

function readdirOrUndefined(path: string): string[] | undefined {
  try {
    return readdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined
    throw error
  }
}

async function run(directory: string, { zh, en }: Part, [program, ...args]: readonly [string, ...string[]]): Promise<void> {
  // the programs themselves: the package manager need not be on the path
  const child = spawn(program === 'node' ? process.execPath : join(directory, 'node_modules/.bin', program), args, {
    cwd: directory,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Problem(`${zh}构建失败（${program}）：\n${output.trim()}`, `${en} could not be built (see above).`)
}
