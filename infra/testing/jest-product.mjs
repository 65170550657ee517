import { compile, root } from '../compile.mjs'
import startDatabase from './jest-database.mjs'

/** Jest's global set-up for tests that run the product as its users do: built, with its admin and documentation, and a database server. */
export default async function prepareProduct() {
  await compile()
  const { buildProduct } = await import('../dist/launcher/product-build.js')
  await buildProduct(root)
  await startDatabase()
}
