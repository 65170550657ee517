import 'reflect-metadata'
import { writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { unconnectedSchema } from './core.ts'

/** The schema as it is checked in: sorted, so that only what changed differs. */
export async function printedSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await unconnectedSchema()))}\n`
}

// `node api/dist/src/print-schema.js <file>` writes it
const file = process.argv[2]
if (import.meta.filename === process.argv[1] && file !== undefined) writeFileSync(file, await printedSchema())
