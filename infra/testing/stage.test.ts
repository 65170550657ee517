import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gate, jest } from './stage.ts'

const root = join(import.meta.dirname, '../..')

describe('a gate', () => {
  test('passes as one check when its program is content', async () => {
    expect(await gate(root, 'content', [process.execPath, '-e', '']).run()).toMatchObject({ passed: 1, failed: 0 })
  })

  test('fails as one check, and shows what its program said', async () => {
    const result = await gate(root, 'not content', [process.execPath, '-e', 'console.error("line 7"); process.exit(3)']).run()
    expect(result).toEqual({ passed: 0, failed: 1, output: 'line 7' })
  })

  test('fails when its program does not exist', async () => {
    expect(await gate(root, 'absent', [join(root, 'no-such-program')]).run()).toMatchObject({ passed: 0, failed: 1 })
  })
})

describe('a Jest run', () => {
  let project: string
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'qizhi-stage-'))
    writeFileSync(join(project, 'jest.config.json'), JSON.stringify({ testMatch: ['<rootDir>/*.check.cjs'] }))
  })
  afterAll(() => rmSync(project, { recursive: true }))

  test('counts each test', async () => {
    writeFileSync(join(project, 'good.check.cjs'), `test('one', () => {}); test('two', () => {})`)
    expect(await run()).toMatchObject({ passed: 2, failed: 0 })
  })

  test('counts a suite that does not load as a failure beside those of the tests', async () => {
    writeFileSync(join(project, 'bad.check.cjs'), `test('three', () => { throw new Error('no') })`)
    writeFileSync(join(project, 'broken.check.cjs'), `require('./nothing')`)
    expect(await run()).toMatchObject({ passed: 2, failed: 2 })
  })

  test('fails when it ends without a report', async () => {
    writeFileSync(join(project, 'jest.config.json'), '{ no json')
    expect(await run()).toMatchObject({ passed: 0, failed: 1 })
  })

  function run() {
    return jest(root, 'run', join(project, 'jest.config.json')).run()
  }
})
