import { ConfigError } from '../../platform/config/config.ts'
import { type Database } from '../../platform/database/database.ts'

/**
 * Makes sure that a sandbox's database was one from the first start, and a bureau's never was. So a key for trying things out opens nothing that
 * holds real persons, whatever somebody sets in an environment. @throws ConfigError
 */
export async function claimInstallation(database: Database, sandbox: boolean): Promise<void> {
  await database.query({ text: 'INSERT INTO installation (sandbox) VALUES ($1) ON CONFLICT DO NOTHING', values: [sandbox] })
  const { rows } = await database.query({ text: 'SELECT sandbox FROM installation', values: [] })
  if ((rows as { sandbox: boolean }[])[0]?.sandbox !== sandbox) throw new ConfigError([sandbox ? notASandbox : isASandbox])
}

const notASandbox =
  '此数据库是正式库，不能作为沙箱启动：请为沙箱另设数据库和 QIZHI_DATA_DIR。 This database is a bureau’s, not a sandbox: give the sandbox a database and a QIZHI_DATA_DIR of its own.'
const isASandbox = '此数据库是沙箱，请设置 QIZHI_SANDBOX=1。 This database is a sandbox: set QIZHI_SANDBOX=1.'
