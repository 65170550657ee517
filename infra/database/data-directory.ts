import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Binaries, majorVersion } from './binaries.ts'
import { Problem } from './problem.ts'
import { type Account, give, spawnAs } from './unprivileged.ts'

/** Makes the data directory where there is none yet, checks that this server can run on it, and returns its real path. */
export async function prepareDataDirectory(
  path: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<string> {
  mkdirSync(dirname(path), { recursive: true })
  const directory = join(realpathSync(dirname(path)), path.slice(dirname(path).length + 1))
  if (!existsSync(directory) || readdirSync(directory).length === 0) await initialise(directory, binaries, account, durable)
  checkVersion(directory)
  return directory
}

/**
 * The database's collation stays C.UTF-8: trigrams of Chinese text need a locale that knows its letters, and its order is the same on
 * every machine. Lists in pinyin order name their collation.
 */
async function initialise(directory: string, binaries: Binaries, account: Account | undefined, durable: boolean): Promise<void> {
  // made beside and moved into place: whoever is interrupted leaves no half directory, and of two only one arrives
  const draft = `${directory}.${process.pid}.new`
  mkdirSync(draft, { mode: 0o700 })
  give(draft, account)
  try {
    const flags = ['--encoding=UTF8', '--locale=C.UTF-8', '--username=postgres', '--auth=trust', '--no-instructions']
    await run(account, binaries.initdb, ['--pgdata', draft, ...flags, ...(durable ? [] : ['--no-sync'])])
    if (existsSync(directory) && readdirSync(directory).length > 0) return
    renameSync(draft, directory)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function checkVersion(directory: string): void {
  const file = join(directory, 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  if (found === majorVersion) return
  if (found === undefined) {
    throw new Problem(
      `${directory} 不是 PostgreSQL 的数据目录，且不为空。请用 QIZHI_DATA_DIR 另指定目录。`,
      `${directory} is not empty and is no data directory of PostgreSQL. Name another directory in QIZHI_DATA_DIR.`,
    )
  }
  throw new Problem(
    `数据目录 ${directory} 由 PostgreSQL ${found} 建立，本程序内置的是 ${majorVersion}。数据未动。请用相应版本的程序启动，或用 DATABASE_URL 指定 PostgreSQL ${found}。`,
    `The data directory ${directory} was made by PostgreSQL ${found}, this program brings ${majorVersion}. The data were not touched. Start with the matching version of the program, or name a PostgreSQL ${found} in DATABASE_URL.`,
  )
}

async function run(account: Account | undefined, program: string, args: readonly string[]): Promise<void> {
  const child = spawnAs(account, program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: neutralLocale(), touches: args[1] ?? '/' })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code === 0) return
  throw new Problem(`无法建立数据库目录：\n${output.trim()}`, `The database's directory could not be made (see above).`)
}

/** The server's messages stay in one language and its settings do not come from whoever starts it. */
export function neutralLocale(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(inherited), LC_ALL: 'C.UTF-8', TZ: 'UTC' }
}
