import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, root } from './compile.mjs'

// `pnpm schema`: prints the schema to api/schema.graphql. With --check: fails when the file is stale, or when it breaks what the last release
// promised.
const file = 'api/schema.graphql'
await compile(['infra', 'api'])
const printed = print()
if (process.argv.includes('--check')) await check()
else writeFileSync(join(root, file), printed)

function print() {
  const directory = mkdtempSync(join(tmpdir(), 'qizhi-schema-'))
  try {
    execFileSync(process.execPath, [join(root, 'api/dist/src/print-schema.js'), join(directory, 'schema.graphql')], { stdio: 'inherit' })
    return readFileSync(join(directory, 'schema.graphql'), 'utf8')
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function check() {
  const problems = []
  if (readFileSync(join(root, file), 'utf8') !== printed) problems.push(`${file} is stale: run pnpm schema.`)
  const { breakingChanges } = await import('./dist/schema/breaking-changes.js')
  const release = lastRelease()
  if (release !== undefined) {
    const before = git('show', `${release}:${file}`)
    for (const change of await breakingChanges(before, printed)) problems.push(`Breaks ${release}: ${change}`)
  }
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}

/** The newest tag below this commit whose tree has a schema. */
function lastRelease() {
  try {
    const tag = git('describe', '--tags', '--abbrev=0').trim()
    git('cat-file', '-e', `${tag}:${file}`)
    return tag
  } catch {
    return undefined
  }
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}
