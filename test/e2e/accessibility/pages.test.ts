import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'
import { ask } from '../../support/questions.ts'

/** In milliseconds. */
const manyPages = 240_000

// a language has nothing to do with colours: each stands with one theme
describe.each([
  ['zh-CN', 'light'],
  ['en', 'dark'],
] as const)('each page in %s, %s, can be used without eyes and without a mouse', (language, theme) => {
  const pages = usePages({ demo: true })

  const signedIn = (screen: 'desk' | 'phone') =>
    pages.visit({ path: '/', language, theme, screen }, async (page) => {
      const paths = await pathsOf(page)
      // what stands in a tab is the same on a phone
      for (const path of screen === 'desk' ? paths : paths.filter((each) => !/tab=(?!overview)/.test(each))) {
        await page.goto(path)
        await shown(page)
        await expectAccessible(page).catch((reason: unknown) => {
          throw new Error(`${path}: ${String(reason)}`)
        })
      }
    })
  test('signed in, at a desk', () => signedIn('desk'), manyPages)
  test('signed in, at a phone', () => signedIn('phone'), manyPages)

  test.each(['desk', 'phone'] as const)('signing in, at a %s', async (screen) => {
    await pages.visit({ as: null, language, theme, screen }, async (page) => {
      await page.locator('input[type=password]').waitFor()
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    })
  })
})

/** Every address of the admin, with something of the example bureau behind it. */
async function pathsOf(page: Page): Promise<string[]> {
  const query = `{
    members(first: 1, filter: { kinds: [PARTY] }) { nodes { id party { organization { id } } } }
    activities(first: 1, filter: { statuses: [HELD] }) { nodes { id } }
  }`
  const answer = await page.request.post('/graphql', { data: { query } })
  const { data } = (await answer.json()) as {
    data: {
      members: { nodes: { id: string; party: { organization: { id: string } } }[] }
      activities: { nodes: { id: string }[] }
    }
  }
  const [member, activity] = [data.members.nodes[0], data.activities.nodes[0]]
  const memberTabs = ['overview', 'memberships', 'attendances', 'history'].map((tab) => `/members/${member?.id}?tab=${tab}`)
  const activityTabs = ['overview', 'attendance', 'attachments', 'history'].map((tab) => `/activities/${activity?.id}?tab=${tab}`)
  const organizationTabs = ['overview', 'children', 'history', 'links'].map(
    (tab) => `/organizations/${member?.party.organization.id}?tab=${tab}`,
  )
  const [report, snapshot] = await aSnapshot(page)
  return [
    '/',
    '/organizations',
    ...organizationTabs,
    '/members',
    '/integration/exports',
    '/integration/sync',
    '/members?query=zzz',
    `/members?member=${member?.id}`,
    ...memberTabs,
    `/members/${member?.id}/edit`,
    '/members/new',
    '/activities',
    '/activities?view=table',
    ...activityTabs,
    '/reports',
    '/reports/new',
    `/reports/${report}`,
    `/reports/${report}/snapshots`,
    ...['table', 'proof'].map((tab) => `/reports/${report}/snapshots/${snapshot}?tab=${tab}`),
    '/imports',
    '/imports/new',
    '/settings',
    '/settings/password',
    '/settings/devices',
    '/no-such-page',
    '/members/00000000-0000-4000-8000-000000000000',
  ]
}

/** The ids of an official report and of a snapshot of it. */
async function aSnapshot(page: Page): Promise<[string, string]> {
  const { reports } = await ask(page, '{ reports(first: 1, filter: { official: true }) { nodes { id } } }')
  const reportId = reports.nodes[0].id as string
  const { takeSnapshot } = await ask(
    page,
    'mutation ($input: TakeSnapshotInput!) { takeSnapshot(input: $input) { snapshot { id } userErrors { message } } }',
    { input: { reportId } },
  )
  return [reportId, takeSnapshot.snapshot.id as string]
}

/** What the page asks for has come, and stands there. */
async function shown(page: Page) {
  await page.waitForLoadState('networkidle')
  await page.locator('main :is(h1, h2)').filter({ visible: true }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .el-skeleton') === null)
}
