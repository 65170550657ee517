import { describe, expect, test } from '@jest/globals'
import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'

describe('the documentation', () => {
  const pages = usePages()
  const fetched = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${pages.app.url}${path}`, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' })

  test('is served to everybody by the API, compressed, kept as long as it may be, under the same policy as everything', async () => {
    const page = await fetched('/docs/guide/hr-in-an-afternoon')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-encoding')).toBe('gzip')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
    const text = await page.text()
    expect(text).not.toMatch(/ style="|<script>|<style/)
    const script = /src="(\/docs\/assets\/app\.[^"]+\.js)"/.exec(text)?.[1]
    const asset = await fetched(script!)
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(asset.headers.get('content-encoding')).toBe('gzip')
  })

  test('has an address with and without its slash, and a page for what is not there', async () => {
    const bare = await fetched('/docs')
    expect([bare.status, bare.headers.get('location')]).toEqual([308, '/docs/'])
    const absent = await fetched('/docs/no-such-page')
    expect([absent.status, absent.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect((await fetched('/docs/..%2f..%2fpackage.json')).status).toBe(404)
    expect((await fetched('/docs/.stamp')).status).toBe(404)
  })

  const visits = [
    { path: '/docs/', heading: '旗帜开放平台接口' },
    { path: '/docs/guide/hr-in-an-afternoon', heading: '半天接好人事系统' },
    { path: '/docs/en/guide/changes-without-gaps', heading: 'Changes without gaps' },
    { path: '/docs/reference/type/SyncRun', heading: 'SyncRun' },
    { path: '/docs/reference/mutation/syncMembers', heading: 'syncMembers 同步人员' },
  ]
  test.each([
    ['desk', 'light'],
    ['phone', 'dark'],
  ] as const)('is read in Chinese and English on a %s, in the %s, and asks no other server', async (screen, theme) => {
    await pages.visit({ path: visits[0]!.path, as: null, screen, theme }, async (page) => {
      const others = requestsToOthers(page, pages.app.url)
      for (const { path, heading } of visits) {
        if (new URL(page.url()).pathname !== path) await page.goto(path)
        await page.getByRole('heading', { level: 1, name: heading }).waitFor()
        await looked(page, `${screen}-${theme}-${path.split('/').at(-1)}`)
        await expectAccessible(page)
        // what is wider than the screen scrolls by itself
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
      expect(others).toEqual([])
    })
  })

  test('is searched, in Chinese words and by the names of fields', async () => {
    await pages.visit({ path: '/docs/', as: null }, async (page) => {
      await found(page, '副本', '变更无遗漏')
      await found(page, '出勤率', 'attendanceRate')
      await found(page, 'limitExceeded', 'limitExceeded')
      await page.getByRole('option').filter({ hasText: 'limitExceeded' }).first().click()
      await page.getByRole('heading', { level: 1, name: 'SyncRun' }).waitFor()
      expect(page.url()).toMatch(/\/docs\/reference\/type\/SyncRun#limitExceeded$/)
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('limitExceeded')
    })
  })

  test('is left for the explorer, and found from the admin', async () => {
    await pages.visit({ path: '/' }, async (page) => {
      await page.getByRole('button', { name: /^账号/ }).click()
      await page.getByRole('menuitem', { name: '接口文档' }).click()
      await page.getByRole('heading', { level: 1, name: '旗帜开放平台接口' }).waitFor()
      await page.getByRole('link', { name: '接口调试' }).first().click()
      await page.getByRole('heading', { level: 1, name: '接口调试' }).waitFor()
    })
  })
})

/** Types into the search, and waits until something of this name is found. */
async function found(page: Page, text: string, name: string): Promise<void> {
  if (!(await page.getByRole('searchbox').isVisible())) await page.getByRole('button', { name: '搜索' }).click()
  await page.getByRole('searchbox').fill(text)
  await page.getByRole('option').filter({ hasText: name }).first().waitFor()
}

/** Addresses beyond this server that a page asks for, from now on. */
function requestsToOthers(page: Page, own: string): readonly string[] {
  const others: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(own) && !request.url().startsWith('data:')) others.push(request.url())
  })
  return others
}

/** For whoever wants to look at the pages: QIZHI_PICTURES names a folder. */
async function looked(page: Page, name: string): Promise<void> {
  const folder = process.env.QIZHI_PICTURES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/docs-${name}.png` })
}
