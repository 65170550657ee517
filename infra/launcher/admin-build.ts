import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../database/problem.ts'

/** Builds the admin when anything that goes into it has changed since the last build. */
export async function buildAdmin(root: string): Promise<void> {
  const admin = join(root, 'admin')
  const stampFile = join(admin, 'dist', stampName)
  const stamp = contentStamp(root)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  if (!existsSync(join(admin, 'vite.config.ts'))) return
  // the programs themselves: the package manager need not be on the path
  await run(admin, 'graphql-codegen', ['--config', 'codegen.ts'])
  await run(admin, 'vite', ['build'])
  writeFileSync(stampFile, stamp)
}

const stampName = '.stamp'

/** Everything that the built admin depends on. Times are no measure: a checkout sets them anew. */
function contentStamp(root: string): string {
  const hash = createHash('sha256')
  for (const input of ['admin', 'api/schema.graphql', 'packages', 'pnpm-lock.yaml', 'tsconfig.base.json']) addFile(join(root, input))
  return hash.digest('hex')

  function addFile(path: string): void {
    if (!existsSync(path)) return
    const entries = readdirOrUndefined(path)
    if (entries === undefined) return void hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
    for (const entry of entries.sort()) if (!produced.has(entry)) addFile(join(path, entry))
  }
}

const produced = new Set(['node_modules', 'dist', 'gql', 'coverage', 'components.d.ts', 'auto-imports.d.ts'])

function readdirOrUndefined(path: string): string[] | undefined {
  try {
    return readdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined
    throw error
  }
}

async function run(directory: string, program: string, args: readonly string[]): Promise<void> {
  const child = spawn(join(directory, 'node_modules/.bin', program), args, {
    cwd: directory,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Problem(`管理端构建失败（${program}）：\n${output.trim()}`, 'The admin could not be built (see above).')
}
