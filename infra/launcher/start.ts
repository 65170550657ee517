import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { moveLargeFileAside } from '../database/log-file.ts'
import { type AppDatabase, openAppDatabase } from '../database/app-database.ts'
import { Problem } from '../database/problem.ts'
import { buildProduct } from './product-build.ts'
import { type ApiProcess, type ApiReady, startApi } from './api-process.ts'
import { refuseTakenPort } from './port.ts'
import { report } from './report.ts'

/** Runs the whole product until it is told to stop: the database, the API, and the admin that the API serves. */
export async function start(root: string): Promise<void> {
  const told = toldToStop()
  let database: AppDatabase | undefined
  let api: ApiProcess | undefined
  try {
    await refuseTakenPort(process.env.QIZHI_HOST || '127.0.0.1', Number(process.env.QIZHI_PORT || 4000))
    const dataDir = makeDirectory(resolve(root, process.env.QIZHI_DATA_DIR || '.data'))
    const built = settled(buildProduct(root))
    if (!process.env.DATABASE_URL) database = await openAppDatabase(dataDir)
    await built()

    if (!told.already) {
      api = startApi(root, {
        env: { DATABASE_URL: database?.url ?? process.env.DATABASE_URL, QIZHI_DATA_DIR: dataDir },
        log: moveLargeFileAside(join(dataDir, 'api.log')),
      })
      const ready = await Promise.race([api.ready, told.stop])
      if (ready !== undefined) announce(ready)
      await Promise.race([
        told.stop,
        failure(api.ended, apiEnded),
        ...(database === undefined ? [] : [failure(database.ended, databaseEnded)]),
      ])
    }
  } catch (error) {
    report(error)
  } finally {
    // the API first: it still writes what it has begun
    await api?.stop()
    await database?.stop()
  }
}

const apiEnded = new Problem('API 意外停止，数据完好。请重新启动。', 'The API has ended unexpectedly; the data are intact. Start again.')
const databaseEnded = new Problem(
  '数据库意外停止，已提交的数据完好。请重新启动。',
  'The database has ended unexpectedly; what was committed is intact. Start again.',
)

async function failure(end: Promise<unknown>, problem: Problem): Promise<never> {
  await end
  throw problem
}

/** Lets a task go on while something else is awaited, and keeps its failure for whoever asks. */
function settled(task: Promise<void>): () => Promise<void> {
  task.catch(() => undefined)
  return () => task
}

/** The first signal stops everything in order; a second one does not wait. */
function toldToStop(): { readonly already: boolean; readonly stop: Promise<undefined> } {
  const told = { already: false, stop: Promise.resolve(undefined) }
  told.stop = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (told.already) process.exit(1)
        told.already = true
        resolve(undefined)
      })
    }
  })
  return told
}

function announce(ready: ApiReady): void {
  const lines = ['', `  旗帜 Qizhi  ${ready.url}`]
  if (ready.administrator !== undefined) lines.push('', `  用户名 Username  ${ready.administrator.username}`)
  // one that was chosen is known to whoever chose it
  if (ready.administrator !== undefined && !process.env.QIZHI_ADMIN_PASSWORD) {
    lines.push(`  密码 Password    ${ready.administrator.password}`, '  密码只显示这一次 The password is shown only this once')
  }
  console.log([...lines, '', '  Ctrl-C 停止 stops', ''].join('\n'))
}

function makeDirectory(path: string): string {
  try {
    mkdirSync(path, { recursive: true })
    return path
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(
      `无法建立数据目录 ${path}（${code}）。请用 QIZHI_DATA_DIR 另指定目录。`,
      `The data directory ${path} cannot be made (${code}). Name another one in QIZHI_DATA_DIR.`,
    )
  }
}
