import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createTestDatabase, digestOf, sharedDatabase, type Template, type TestDatabase } from '@qizhi/api/testing/test-database'
import { type ScaleName } from '@qizhi/api/cli/demo/scale/scale'

/** `--small` and `--quick` are for small machines and short times; such a run does not tell how fast the product is, only whether it has become slow. */
export const quick = process.argv.includes('--quick') || process.argv.includes('--small')

/** The bureau that a run measures on. */
export const scale: ScaleName = process.argv.includes('--small') ? 'small' : quick ? 'medium' : 'large'

/** The generated bureau of a scale, for reading: loaded by the first program that needs it, and left on its server for the others. */
export function bureauOf(scale: ScaleName): Promise<TestDatabase> {
  return sharedDatabase(templateOf(scale))
}

/** The same for writing: a copy that nobody else reads. */
export function copyOfBureau(scale: ScaleName): Promise<TestDatabase> {
  return createTestDatabase(templateOf(scale))
}

function templateOf(scale: ScaleName): Template {
  return {
    name: `qizhi_bench_${scale}_${digestOf(join(root, 'api/src/cli/demo/scale')).slice(0, 8)}`,
    large: true,
    async fill(url) {
      const began = Date.now()
      const environment = { DATABASE_URL: url, QIZHI_SECRET_KEY: secretKey }
      await run(process.execPath, [join(root, 'infra/qizhi.mjs'), 'demo', '--scale', scale], environment)
      console.log(`The ${scale} bureau was loaded in ${Math.round((Date.now() - began) / 1000)} s.`)
    },
  }
}

/** Above the compiled programs. */
export const root = join(import.meta.dirname, '../../..')

/** The key of whoever runs on such a database. */
export const secretKey = '5e'.repeat(32)

function run(command: string, args: string[], env: Record<string, string>): Promise<void> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'inherit' })
  return new Promise((resolve, reject) =>
    child
      .once('error', reject)
      .once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`)))),
  )
}
