import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Builds dist: ES modules with types, and the same as CommonJS in dist/cjs.
const here = dirname(fileURLToPath(import.meta.url))
const tsc = join(here, '../../node_modules/typescript7/bin/tsc')
await import('./generate.mjs')
mkdirSync(join(here, 'dist/cjs'), { recursive: true })
writeFileSync(join(here, 'dist/cjs/package.json'), '{ "type": "commonjs" }\n')
for (const command of [
  ['-b', here],
  ['-p', join(here, 'tsconfig.cjs.json')],
]) {
  const { status } = spawnSync(process.execPath, [tsc, ...command], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
