import { compile } from '../compile.mjs'

/** Jest's global set-up for tests that start programs of this package in processes of their own. */
export default async function compilePrograms() {
  await compile(['infra'])
}
