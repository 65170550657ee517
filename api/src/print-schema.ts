import 'reflect-metadata'
import { writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { modulesOf, unconnectedPlatform } from './app.ts'
import { schemaOf } from './schema.ts'

/** The schema as it is checked in: sorted, so that only what changed differs. */
export async function printedSchema(): Promise<string> {
  const schema = await schemaOf(Object.values(modulesOf(unconnectedPlatform())))
  return `${printSchema(lexicographicSortSchema(schema))}\n`
}

// `node api/dist/src/print-schema.js <file>` writes it
const file = process.argv[2]
if (import.meta.filename === process.argv[1] && file !== undefined) writeFileSync(file, await printedSchema())
