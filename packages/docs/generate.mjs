import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSchema } from 'graphql'
import { referencePages } from './from-schema/pages.mjs'

// Writes the pages of the reference from the printed schema. They are not in git.
const here = dirname(fileURLToPath(import.meta.url))
const schema = buildSchema(readFileSync(join(here, '../../api/schema.graphql'), 'utf8'))
const target = join(here, 'site/reference')
rmSync(target, { recursive: true, force: true })
for (const { path, text } of referencePages(schema)) {
  const file = join(target, `${path}.md`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
