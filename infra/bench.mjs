import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compile, root } from './compile.mjs'

// `pnpm bench [name…] [--quick] [--data DIR]`: runs the programs test/bench/<name>.bench.ts, all or those named, on a server that keeps its data
// as one in use does. With --data it keeps them for the next run, so that the large bureau is loaded once.
await compile()
const { startTestServer } = await import('./dist/database/index.js')
const { buildPrograms } = await import('./dist/launcher/index.js')
await buildPrograms(root)

const words = process.argv.slice(2)
const at = words.indexOf('--data')
const kept = at === -1 ? undefined : words.splice(at, 2)[1]
const [names, options] = [words.filter((word) => !word.startsWith('-')), words.filter((word) => word.startsWith('-'))]
const directory = join(root, 'test/dist/bench')
const programs = (existsSync(directory) ? readdirSync(directory) : [])
  .filter((file) => file.endsWith('.bench.js') && (names.length === 0 || names.includes(file.slice(0, -'.bench.js'.length))))
  .sort()

if (programs.length === 0) {
  console.error('没有找到要运行的性能测试。\nThere is no such benchmark in test/bench.')
  process.exitCode = 1
} else {
  // the tests bring a server of their own
  const given = process.env.QIZHI_TEST_DATABASE_URL
  const server = given ? undefined : await startTestServer({ durable: true, ...(kept === undefined ? {} : { directory: resolve(kept) }) })
  try {
    for (const program of programs) if ((await run(join(directory, program), given || server?.url || '')) !== 0) process.exitCode = 1
  } finally {
    await server?.stop()
  }
}

/**
 * @param {string} program
 * @param {string} url
 */
function run(program, url) {
  const env = { ...process.env, NODE_ENV: 'production', QIZHI_TEST_DATABASE_URL: url }
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...options], { env, stdio: 'inherit' })
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
}
