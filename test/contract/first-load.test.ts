import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'

/** In bytes: the script that a page may fetch before it can show itself, compressed as it is sent. */
const most = 250_000

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly isDynamicEntry?: boolean
}

const root = join(import.meta.dirname, import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../..' : '../..')
const built = join(root, 'admin/dist')
const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

// the shell, and what every page may say in the language that comes first
const always = ['index.html', 'src/app/i18n/locales/zh-CN.ts']
const features = readdirSync(join(root, 'admin/src/features'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(index|routes)\.ts$/.test(file))
  .map((file) => [`src/features/${file.replaceAll(sep, '/')}`, readFileSync(join(root, 'admin/src/features', file), 'utf8')] as const)
const pages = Object.keys(manifest).filter((source) => manifest[source]?.isDynamicEntry && source.endsWith('Page.vue'))

describe('a page that is opened directly', () => {
  test('is known to the build', () => {
    expect(pages.length).toBeGreaterThan(12)
    expect(pages.filter((page) => textsOf(page).length > 0).length).toBeGreaterThan(12)
  })

  test.each(pages)('%s fetches no more script than it may', (page) => {
    expect(compressed(closure([...always, page, ...textsOf(page)]))).toBeLessThanOrEqual(most)
  })
})

/** The texts that are fetched with a page, as its route names them. */
function textsOf(page: string): string[] {
  return features.flatMap(([file, code]) =>
    [...code.matchAll(/withTexts\(\s*\(\) => import\('([^']+)'\)((?:,\s*'[^']+')+)/g)]
      .filter(([, part = '']) => posix.join(posix.dirname(file), part) === page)
      .flatMap(([, , texts = '']) => [...texts.matchAll(/'([^']+)'/g)].map(([, folder]) => `src/features/${folder}/labels.zh-CN.ts`)),
  )
}

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
