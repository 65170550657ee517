import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openAppDatabase } from './app-database.ts'
import { runningPostmaster, signalProcess, stopPostmaster } from './postmaster.ts'
import { type DatabaseServer, runningServerUrl, startServer } from './server.ts'

describe('the database server', () => {
  let home: string
  let data: string
  const started: DatabaseServer[] = []

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'qizhi-server-'))
    data = join(home, 'postgres')
  })
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()))
    const left = runningPostmaster(data)
    if (left !== undefined) await stopPostmaster(data, left.pid)
    rmSync(home, { recursive: true })
  })

  test('knows Chinese letters, which trigrams need', async () => {
    const server = await start()
    expect(await ask(server.url('postgres'), 'SHOW server_encoding')).toEqual({ server_encoding: 'UTF8' })
    expect(await ask(server.url('postgres'), `SELECT '旗' ~ '[[:alpha:]]' AS letter`)).toEqual({ letter: true })
  })

  test('keeps what was committed from one start to the next', async () => {
    const first = await start()
    await ask(first.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS value')
    await first.stop()
    expect(runningPostmaster(data)).toBeUndefined()
    const second = await start()
    expect(await ask(second.url('postgres'), 'SELECT value FROM kept')).toEqual({ value: 42 })
  })

  test('is refused to a second program', async () => {
    const first = await start()
    await expect(startServer(data)).rejects.toThrow('is in use by another Qizhi process')
    expect(runningServerUrl(data, 'postgres')).toBe(first.url('postgres'))
    expect(await ask(first.url('postgres'), 'SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test('is still refused after it cut all sessions, as it does when one of its processes crashes', async () => {
    const first = await start()
    const owners = `FROM pg_stat_activity WHERE application_name = 'qizhi-owner' AND query LIKE '%lock%'`
    const before = await ask(first.url('postgres'), `SELECT pid, pg_terminate_backend(pid) ${owners}`)
    const deadline = Date.now() + 10_000
    let after: unknown
    while (after === undefined && Date.now() < deadline)
      after = await ask(first.url('postgres'), `SELECT pid ${owners} AND pid <> ${before?.pid}`)
    expect(after).toBeDefined()
    await expect(startServer(data)).rejects.toThrow('is in use by another Qizhi process')
    expect(await ask(first.url('postgres'), 'SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test('of two programs that start at once, one gets it', async () => {
    const outcomes = await Promise.allSettled([start(), start()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await ask(started[0]?.url('postgres') ?? '', 'SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test('is taken over from a program that was killed', async () => {
    const orphan = await startAndKillOwner(data)
    const server = await start()
    expect(runningPostmaster(data)?.pid).not.toBe(orphan)
    expect(await ask(server.url('postgres'), 'SELECT value FROM written')).toEqual({ value: 7 })
  })

  test('recovers when the server was killed as well', async () => {
    const orphan = await startAndKillOwner(data)
    signalProcess(orphan, 'SIGKILL')
    const server = await start()
    expect(await ask(server.url('postgres'), 'SELECT value FROM written')).toEqual({ value: 7 })
  })

  test('is not fooled by the pid file of another time, whose number is somebody else now', async () => {
    await (await start()).stop()
    writeFileSync(join(data, 'postmaster.pid'), [process.pid, data, 1, 5432, data, '', '', 'ready'].join('\n'))
    expect(runningPostmaster(data)).toBeUndefined()
    expect(await ask((await start()).url('postgres'), 'SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test('leaves a directory of another PostgreSQL version alone', async () => {
    mkdirSync(data)
    writeFileSync(join(data, 'PG_VERSION'), '19\n')
    await expect(startServer(data)).rejects.toThrow(/made by PostgreSQL 19, this program brings 18/)
  })

  test('leaves a directory that is something else alone', async () => {
    mkdirSync(data)
    writeFileSync(join(data, 'thesis.txt'), 'mine')
    await expect(startServer(data)).rejects.toThrow('is no data directory of PostgreSQL')
  })

  test('runs on a path that is too long for a socket', async () => {
    data = join(home, 'a-directory-with-quite-a-long-name'.repeat(4), 'postgres')
    expect(await ask((await start()).url('postgres'), 'SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test("gives the product a role that is no superuser, and is its database's owner", async () => {
    const database = await openAppDatabase(home)
    try {
      const [role] = [await ask(database.url, `SELECT current_user AS name, current_setting('is_superuser') AS superuser`)]
      expect(role).toEqual({ name: 'qizhi', superuser: 'off' })
      await ask(database.url, 'CREATE EXTENSION pg_trgm')
    } finally {
      await database.stop()
    }
  })

  async function start(): Promise<DatabaseServer> {
    const server = await startServer(data, { durable: false })
    started.push(server)
    return server
  }
})

/** Starts a server in a program of its own, writes a row, kills the program, and returns the number of the server's process. */
async function startAndKillOwner(data: string): Promise<number> {
  const program = `
    import { startServer } from ${JSON.stringify(join(import.meta.dirname, '../dist/database/server.js'))}
    const server = await startServer(${JSON.stringify(data)})
    process.send(server.url('postgres'))
  `
  const script = join(data, '..', 'owner.mjs')
  writeFileSync(script, program)
  const owner = fork(script, { execArgv: [] })
  const url = await new Promise<string>((resolve, reject) => {
    owner.once('message', (message) => resolve(message as string))
    owner.once('exit', () => reject(new Error('The owner ended too early.')))
  })
  await ask(url, 'CREATE TABLE written AS SELECT 7 AS value')
  const ended = new Promise((resolve) => owner.once('exit', resolve))
  owner.kill('SIGKILL')
  await ended
  const orphan = runningPostmaster(data)
  if (orphan === undefined) throw new Error('The server ended with its owner.')
  return orphan.pid
}

async function ask(url: string, sql: string): Promise<Record<string, string> | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, string>>(sql)).rows[0]
  } finally {
    await client.end()
  }
}
