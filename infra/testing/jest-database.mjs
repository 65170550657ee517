import { compile } from '../compile.mjs'

/**
 * Jest's global set-up: a server for this run, unless QIZHI_TEST_DATABASE_URL names one. The suites find it under that
 * name and make their databases on it.
 */
export default async function startDatabase() {
  if (process.env.QIZHI_TEST_DATABASE_URL) return
  await compile(['infra'])
  const { startTestServer } = await import('../dist/database/index.js')
  const server = await startTestServer()
  process.env.QIZHI_TEST_DATABASE_URL = server.url
  globalThis.stopQizhiTestServer = () => server.stop()
}
