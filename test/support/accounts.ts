import { execFile } from 'node:child_process'
import { join, sep } from 'node:path'
import { promisify } from 'node:util'
import type { Account, App } from './app.ts'
import { rowsOf } from './questions.ts'

/** Above this file, whether it is compiled or not. */
const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')

/** Makes an account by the product's command line, and spares its person the first change of the password. */
export async function anAccount(app: App, username: string, role: string, organizationCode: string): Promise<Account> {
  const program = join(root, 'api/dist/programs/cli.js')
  const options = ['--role', role, '--organization', organizationCode]
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'account', 'create', username, ...options], {
    env: { ...process.env, DATABASE_URL: app.databaseUrl, LANG: 'C.UTF-8' },
  })
  const password = /^(?:密码|Password)\t(.+)$/m.exec(stdout)?.[1]
  if (password === undefined) throw new Error(`No password: ${stdout}`)
  await rowsOf(app, 'UPDATE account SET must_change_password = false WHERE username = $1', [username])
  return { username, password }
}
