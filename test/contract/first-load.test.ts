import { readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'

/** In bytes: the script that a page may fetch before it can show itself, compressed as it is sent. */
const most = 250_000

/**
 * Pages that are above it since the texts of every feature come with each of them; they may not grow further. What mends it is texts that come with
 * their feature.
 */
const above: Readonly<Record<string, number>> = {
  'src/features/activities/ActivitiesPage.vue': 261_000,
  'src/features/imports/wizard/ImportRunPage.vue': 254_500,
  'src/features/integration/clients/ApiClientsPage.vue': 251_500,
  'src/features/members/form/MemberCreatePage.vue': 266_000,
  'src/features/members/form/MemberEditPage.vue': 268_000,
  'src/features/members/list/MemberListPage.vue': 255_000,
  'src/features/members/record/MemberPage.vue': 251_500,
  'src/features/organizations/OrganizationsPage.vue': 266_500,
  'src/features/reports/list/ReportListPage.vue': 251_000,
  'src/features/sync/SyncRunsPage.vue': 251_500,
}

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly isDynamicEntry?: boolean
}

const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')
const built = join(root, 'admin/dist')
const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

// the shell, and the texts of the language that comes first
const always = ['index.html', 'src/app/i18n/locales/zh-CN.ts']
const pages = Object.keys(manifest).filter((source) => manifest[source]?.isDynamicEntry && source.endsWith('Page.vue'))

describe('a page that is opened directly', () => {
  test('is known to the build', () => {
    expect(pages.length).toBeGreaterThan(12)
  })

  test.each(pages)('%s fetches no more script than it may', (page) => {
    expect(compressed(closure([...always, page]))).toBeLessThanOrEqual(above[page] ?? most)
  })
})

/** The files of these parts and of all that they import, each once. */
function closure(sources: readonly string[], files = new Set<string>()): Set<string> {
  for (const source of sources) {
    const chunk = manifest[source]
    if (chunk === undefined) throw new Error(`The build has no ${source}.`)
    if (files.has(chunk.file)) continue
    files.add(chunk.file)
    closure(chunk.imports ?? [], files)
  }
  return files
}

function compressed(files: Iterable<string>): number {
  return [...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + gzipSync(readFileSync(join(built, file))).length, 0)
}
