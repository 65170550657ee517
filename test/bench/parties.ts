import { spawn } from 'node:child_process'
import { mkdtempSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App } from '../support/app.ts'
import { secretKey } from './bench-data.ts'

/** The cookie of the administrator. */
export async function signIn(app: App): Promise<string> {
  const answer = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
      variables: { input: app.administrator },
    }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`Signing in failed: ${await answer.text()}`)
  return cookie
}

/** Starts the server with the statements written by hand, in a process of its own. */
export function startByHand(databaseUrl: string): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(import.meta.dirname, 'by-hand-server.js')], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, QIZHI_SECRET_KEY: secretKey },
    // it writes its log into a file, as the product does
    stdio: ['ignore', openSync(join(mkdtempSync(join(tmpdir(), 'qizhi-bench-')), 'by-hand.log'), 'a'), 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('message', (url: string) => resolve({ url, stop: () => void child.kill() }))
  })
}
