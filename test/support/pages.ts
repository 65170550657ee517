import { afterAll, beforeAll, expect } from '@jest/globals'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Account, type App, type AppOptions, startApp } from './app.ts'
import { borrowedChromium, giveChromiumBack } from './chromium.ts'

/** How somebody looks at a page. */
export interface Visit {
  readonly path?: string
  /** Who is signed in; the administrator by default, null for nobody. */
  readonly as?: Account | null
  /** What the person has chosen before; Chinese when nothing. */
  readonly language?: 'zh-CN' | 'en'
  readonly screen?: 'desk' | 'phone'
  /** What the system prefers; light when nothing. */
  readonly theme?: 'light' | 'dark'
}

/** The product and a browser for one suite. */
export interface Pages {
  readonly app: App
  /** Opens a page in a fresh browser profile. A page that throws or complains in the console fails the test, and a test that fails leaves a screenshot. */
  visit(visit: Visit, use: (page: Page) => Promise<void>): Promise<void>
}

/**
 * Starts the product before the suite's tests, and stops it after them; the browser is one for all suites of a worker. Call it once, within
 * `describe`.
 */
export function usePages(options: AppOptions = {}): Pages {
  let app: App | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    ;[app, browser] = await Promise.all([startApp(options), borrowedChromium()])
  })
  afterAll(async () => {
    giveChromiumBack()
    await app?.stop()
  })
  return {
    get app() {
      return started(app)
    },
    visit: (visit, use) => visitPage(started(browser), started(app), visit, use),
  }
}

function started<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('The product runs from beforeAll to afterAll of the suite that called usePages().')
  return thing
}

/** In milliseconds: how long a page may take for anything, on a machine that is busy with other tests. */
const patience = 15_000

/** How large a screen is, in CSS pixels. */
export const screens = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

async function visitPage(browser: Browser, app: App, visit: Visit, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({
    baseURL: app.url,
    locale: visit.language ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: screens[visit.screen ?? 'desk'],
    // what does not move can be pressed at once
    reducedMotion: 'reduce',
    colorScheme: visit.theme ?? 'light',
  })
  context.setDefaultTimeout(patience)
  if (visit.language !== undefined)
    await context.addInitScript((language) => localStorage.setItem('qizhi.language', language), visit.language)
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  try {
    if (visit.as !== null) await signIn(context, visit.as ?? app.administrator)
    await page.goto(visit.path ?? '/')
    await use(page)
    expect(complaints).toEqual([])
  } catch (error) {
    await page.screenshot({ path: screenshotOfThisTest(), fullPage: true })
    throw error
  } finally {
    await context.close()
  }
}

/** What the page throws, and what it says in the console as an error or a warning. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)))
  page.on('console', (message) => {
    // the browser's own word on an answer that is no 200; the page says it to the person
    if (message.text().startsWith('Failed to load resource')) return
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return complaints
}

/** Through the API, which sets the session's cookie in the browser's profile; the sign-in page has a test of its own. */
async function signIn(context: BrowserContext, account: Account): Promise<void> {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { username } userErrors { code } } }'
  const answer = await context.request.post('/graphql', { data: { query, variables: { input: account } } })
  const body = (await answer.json()) as { data?: { signIn: { viewer: { username: string } | null } } }
  if (body.data?.signIn.viewer?.username !== account.username) throw new Error(`Could not sign in: ${JSON.stringify(body)}`)
}

function screenshotOfThisTest(): string {
  const directory = join(import.meta.dirname, '../screenshots')
  mkdirSync(directory, { recursive: true })
  const name = (expect.getState().currentTestName ?? 'test').replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  return join(directory, `${name}.png`)
}
