import { compile, root } from '../compile.mjs'
import startDatabase from './jest-database.mjs'

/** Jest's global set-up for tests that run the product as its users do: compiled, with its admin, and a database server. */
export default async function buildProduct() {
  await compile()
  const { buildAdmin } = await import('../dist/launcher/admin-build.js')
  await buildAdmin(root)
  await startDatabase()
}
