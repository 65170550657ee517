import { describe, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { quietened } from '../../support/network.ts'
import { screens, usePages, type Visit } from '../../support/pages.ts'
import { ask } from '../../support/questions.ts'

/** In milliseconds. */
const manyPages = 300_000

/** Walks through all pages in one language and one theme: languages have nothing to do with colours, so that each stands with one theme. */
export function describeEveryPage(language: NonNullable<Visit['language']>, theme: NonNullable<Visit['theme']>): void {
  describe(`each page in ${language}, ${theme}, can be used without eyes and without a mouse`, () => {
    const pages = usePages({ demo: true })

    test(
      'signed in, at a desk and at a phone',
      () =>
        pages.visit({ path: '/settings', language, theme }, async (page) => {
          const quiet = quietened(page)
          for (const path of await pathsOf(page)) {
            await page.setViewportSize(screens.phone)
            await page.goto(path)
            await expectBothAccessible(page, path, quiet)
          }
        }),
      manyPages,
    )

    test('signing in', () =>
      pages.visit({ as: null, language, theme }, async (page) => {
        await page.locator('input[type=password]').waitFor()
        await expectBothAccessible(page, 'signing in', quietened(page))
      }))
  })
}

async function expectBothAccessible(page: Page, path: string, quiet: () => Promise<void>): Promise<void> {
  // what stands in a tab is the same on a phone
  const sizes = /tab=(?!overview)/.test(path) ? (['desk'] as const) : (['phone', 'desk'] as const)
  for (const size of sizes) {
    await page.setViewportSize(screens[size])
    await shown(page, quiet)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (overflow > 0) throw new Error(`${path}, at a ${size}: ${overflow} px wider than the screen`)
    await expectAccessible(page).catch((reason: unknown) => {
      throw new Error(`${path}, at a ${size}: ${String(reason)}`)
    })
  }
}

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
    '/integration/webhooks',
    '/explorer',
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
async function shown(page: Page, quiet: () => Promise<void>) {
  await quiet()
  await page.locator('main :is(h1, h2)').filter({ visible: true }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .el-skeleton') === null)
}
