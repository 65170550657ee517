import { compile, root } from '../compile.mjs'
import startDatabase from './jest-database.mjs'

/** Jest's global set-up for tests that run the product as its users do: compiled, with its admin and documentation, and a database server. */
export default async function buildProduct() {
  await compile()
  const { buildSites } = await import('../dist/launcher/site-build.js')
  await buildSites(root)
  await startDatabase()
}
