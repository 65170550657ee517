import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runningPostmaster } from '@qizhi/infra/database'
import { type Program, startProduct } from '../support/program.ts'

describe('pnpm start', () => {
  /** One directory, as in an installation: the first test makes it, the others start on what the one before has left. */
  let home: string
  let password: string
  const programs: Program[] = []

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'qizhi-start-'))
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.process.kill('SIGTERM')
      await program.ended
    }
  })

  test('shows the address and, once, the first administrator', async () => {
    const first = start()
    const url = await address(first)
    password = passwordIn(first)
    expect(await signIn(url, password)).toBe(true)
    expect(await stop(first)).toBe(0)

    const second = start()
    const again = await address(second)
    expect(second.said()).not.toMatch(/Password/)
    expect(await signIn(again, password)).toBe(true)
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops everything on %s', async (signal) => {
    const program = start()
    const url = await address(program)
    expect(await stop(program, signal)).toBe(0)
    expect(databaseRuns()).toBe(false)
    await expect(answer(url)).rejects.toThrow('fetch failed')
  })

  test('refuses a second start on the same data, and the first goes on', async () => {
    const first = start()
    const url = await address(first)
    const second = start()
    expect(await second.ended).toBe(1)
    expect(sentences(second)).toEqual([
      expect.stringContaining('正在被另一个 Qizhi 进程使用'),
      expect.stringContaining('is in use by another Qizhi process'),
    ])
    expect(await answer(url)).toBe(200)
  })

  test('refuses a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const program = start({ QIZHI_PORT: String(port) })
    expect(await program.ended).toBe(1)
    expect(sentences(program)).toEqual([
      expect.stringContaining(`端口 ${port} 已被占用`),
      expect.stringContaining(`Port ${port} is in use`),
    ])
    other.close()
  })

  test('refuses values that make no sense, with sentences instead of a stack', async () => {
    const program = start({ QIZHI_EXECUTOR: 'fast', QIZHI_PORT: '70000' })
    expect(await program.ended).toBe(1)
    expect(sentences(program)).toEqual([expect.stringContaining('QIZHI_PORT must be'), expect.stringContaining('QIZHI_EXECUTOR must be')])
    expect(databaseRuns()).toBe(false)
  })

  test('says so when the data directory cannot be made', async () => {
    writeFileSync(join(home, 'file'), '')
    const program = start({ QIZHI_DATA_DIR: join(home, 'file', 'data') })
    expect(await program.ended).toBe(1)
    expect(program.said()).toContain('cannot be made (ENOTDIR)')
  })

  test('loses nothing when it is killed, and starts again', async () => {
    const killed = start()
    const url = await address(killed)
    killed.process.kill('SIGKILL')
    await killed.ended
    // the API watches its launcher, and ends with it; the database waits for the next start
    await expectEventually(() =>
      answer(url).then(
        () => false,
        () => true,
      ),
    )
    expect(databaseRuns()).toBe(true)

    const next = start()
    expect(await signIn(await address(next), password)).toBe(true)
  })

  test('ends with a sentence when the database ends', async () => {
    const program = start()
    await address(program)
    process.kill(serverProcess() ?? 0, 'SIGQUIT')
    expect(await program.ended).toBe(1)
    expect(program.said()).toContain('The database has ended unexpectedly')
  })

  function start(env: Record<string, string> = {}): Program {
    const program = startProduct({ QIZHI_DATA_DIR: home, QIZHI_HOST: '127.0.0.1', QIZHI_PORT: '0', QIZHI_DEMO: '0', ...env })
    programs.push(program)
    return program
  }

  function databaseRuns(): boolean {
    return serverProcess() !== undefined
  }

  function serverProcess(): number | undefined {
    return runningPostmaster(join(home, 'postgres'))?.pid
  }
})

async function address(program: Program): Promise<string> {
  const [url] = await program.says(/http:\/\/\S+/)
  return url
}

function passwordIn(program: Program): string {
  return /Password +(\S+)/.exec(program.said())?.[1] ?? ''
}

function sentences(program: Program): string[] {
  return program.said().trim().split('\n')
}

function stop(program: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  program.process.kill(signal)
  return program.ended
}

async function answer(url: string): Promise<number> {
  return (await ask(url, '{ __typename }')).status
}

async function signIn(url: string, password: string): Promise<boolean> {
  const response = await ask(url, 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { username } } }', {
    username: 'admin',
    password,
  })
  const { data } = (await response.json()) as { data: { signIn: { viewer: { username: string } | null } } }
  return data.signIn.viewer?.username === 'admin'
}

function ask(url: string, query: string, input?: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) })
}

async function expectEventually(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('It did not come to that.')
    // what is waited for needs the processor more than who asks
    await pause(20)
  }
}
