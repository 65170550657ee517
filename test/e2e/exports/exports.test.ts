import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { APIResponse, Page } from 'playwright-core'
import { expectAccessible } from '../../support/accessibility.ts'
import { usePages } from '../../support/pages.ts'

describe('an export', () => {
  const pages = usePages({ demo: true })

  test('of a filtered list is the very rows that the API gives under the same filter, and can be fetched again from the list of exports', async () => {
    await pages.visit({ path: '/members?sexes=FEMALE&kinds=PARTY' }, async (page) => {
      await page.getByRole('row').nth(1).waitFor()
      await page.getByRole('button', { name: '导出' }).click()
      const dialog = page.getByRole('dialog', { name: '导出人员' })
      await dialog.getByText('JSON 行', { exact: true }).click()
      await dialog.getByText('全部', { exact: true }).click()
      for (const field of ['姓名', '人员编号', '党组织']) await dialog.getByText(field, { exact: true }).click()
      await expectAccessible(page)
      const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '导出' }).click()])
      const lines = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\n')
      const rows = lines.map((line) => JSON.parse(line) as unknown)
      const members = await membersOf(page)
      expect(members.length).toBeGreaterThan(20)
      expect(rows).toEqual(members.map(({ code, name, party }) => ({ code, name, partyOrganization: party.organization.name })))

      await page.goto('/integration/exports')
      await page.getByText('可下载').waitFor()
      await expectAccessible(page)
      const [again] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载' }).click()])
      expect(readFileSync(await again.path())).toEqual(readFileSync(await download.path()))
    })
  })
})

interface Answer {
  readonly data: {
    readonly members: {
      readonly nodes: readonly { code: string; name: string; party: { organization: { name: string } } }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
    }
  }
}

/** The same by the API, page by page. */
async function membersOf(page: Page): Promise<Answer['data']['members']['nodes']> {
  const query = `query ($after: String) { members(filter: { sexes: [FEMALE], kinds: [PARTY] }, orderBy: CODE_ASC, first: 200, after: $after) {
    nodes { code name party { organization { name } } } pageInfo { hasNextPage endCursor } } }`
  let rows: Answer['data']['members']['nodes'] = []
  for (let after: string | null = null; ;) {
    const answer: APIResponse = await page.request.post('/graphql', { data: { query, variables: { after } } })
    const { nodes, pageInfo }: Answer['data']['members'] = ((await answer.json()) as Answer).data.members
    rows = [...rows, ...nodes]
    if (!pageInfo.hasNextPage) return rows
    after = pageInfo.endCursor
  }
}
