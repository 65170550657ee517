import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { type AppDatabase, openAppDatabase, serverDirectory } from '../database/app-database.ts'
import { runningServerUrl } from '../database/server.ts'
import { buildPrograms } from './product-build.ts'
import { report } from './report.ts'

/** Runs one command of the product's command line, against the running product or, where it does not run, its database alone. */
export async function runCommand(root: string, args: readonly string[]): Promise<void> {
  const dataDir = resolve(root, process.env.QIZHI_DATA_DIR || '.data')
  let database: AppDatabase | undefined
  try {
    await buildPrograms(root)
    const program = join(root, 'api/dist/programs/cli.js')
    const shared = process.env.DATABASE_URL || runningServerUrl(serverDirectory(dataDir), 'qizhi')
    if (shared === undefined) database = await openAppDatabase(dataDir)
    process.exitCode = await run(root, program, args, { DATABASE_URL: shared ?? database?.url, QIZHI_DATA_DIR: dataDir })
  } catch (error) {
    report(error)
  } finally {
    await database?.stop()
  }
}

async function run(root: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
    // file names in the arguments are relative to where the command was given
    cwd: process.env.INIT_CWD ?? root,
    env: { NODE_ENV: 'production', ...process.env, ...env },
    stdio: 'inherit',
  })
  // the command decides what a signal means; this program waits for it
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  return new Promise((done, reject) => child.once('error', reject).once('close', (code) => done(code ?? 1)))
}
