import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { expect, test } from '@jest/globals'

/** Whether each page, dialog and tab has the texts that it says: its own, `withTexts`, or those of what it stands in. */

type Texts = { readonly [name: string]: string | Texts }

interface Module {
  /** What comes with it. */
  readonly parts: readonly string[]
  /** What is fetched later, with its texts. */
  readonly later: readonly { readonly part: string; readonly texts: readonly string[] }[]
  /** The folders whose texts it says. */
  readonly says: ReadonlySet<string>
}

const root = join(import.meta.dirname, '../..')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
const folderOfKey = await keysOfFolders()
const modules = new Map(
  files.filter((file) => /\.(vue|ts)$/.test(file) && !/\.test\.|(labels|names)\.|^gql/.test(file)).map((file) => [file, read(file)]),
)

test('whatever is shown has its texts, and fetches none that it does not say', () => {
  const wrong = new Set<string>()
  for (const start of ['main.ts', ...files.filter((file) => /^features\/\w+\/index\.ts$/.test(file))]) check(start, [], [], wrong)
  expect([...wrong]).toEqual([])
})

/** With what it fetches itself, and what is there already. */
function check(start: string, fetched: readonly string[], there: readonly string[], wrong: Set<string>): void {
  const closure = closureOf(start)
  const says = new Map([...closure].flatMap((file) => [...(modules.get(file)?.says ?? [])].map((folder) => [folder, file])))
  const allowed = [...there, ...fetched]
  for (const [folder, file] of says) if (!allowed.includes(folder)) wrong.add(`${start} lacks ${folder}, which ${file} says`)
  for (const folder of fetched) if (!says.has(folder)) wrong.add(`${start} fetches ${folder}, which it does not say`)
  for (const folder of fetched) if (there.includes(folder)) wrong.add(`${start} fetches ${folder}, which is there already`)
  for (const file of closure) for (const { part, texts } of modules.get(file)?.later ?? []) check(part, texts, allowed, wrong)
}

function closureOf(start: string, seen = new Set<string>()): ReadonlySet<string> {
  const module = modules.get(start)
  if (module === undefined || seen.has(start)) return seen
  seen.add(start)
  for (const part of module.parts) closureOf(part, seen)
  return seen
}

function read(file: string): Module {
  const code = readFileSync(join(root, file), 'utf8')
  const fileOf = (named: string) => (named.startsWith('.') ? posix.join(posix.dirname(file), named) : named.replace(/^#(app|ui)\//, '$1/'))
  const later = [...code.matchAll(/withTexts\(\s*\(\) => import\('([^']+)'\)((?:,\s*'[^']+')*)/g)].map(([, part = '', texts = '']) => ({
    part: fileOf(part),
    texts: [...texts.matchAll(/'([^']+)'/g)].map(([, folder = '']) => folder),
  }))
  const parts = [
    ...code.matchAll(/^(?:import|export) (?!type )(?!\{(?: type \w+,?)+ \})[^']*from '([^']+)'/gm),
    ...code.matchAll(/import\('([^']+)'\)/g),
  ]
    .map(([, part = '']) => fileOf(part))
    .filter((part) => !later.some((each) => each.part === part))
  return {
    parts,
    later,
    says: new Set([...code.matchAll(/['"`]([a-zA-Z]+\.[\w.]*)(?=['"`]|\$\{)/g)].flatMap(([, key = '']) => foldersOf(key))),
  }
}

/** A key, or the beginning of one. */
function foldersOf(key: string): string[] {
  return [
    ...new Set(
      [...folderOfKey].filter(([each]) => each === key || each.startsWith(key.endsWith('.') ? key : `${key}.`)).map(([, folder]) => folder),
    ),
  ]
}

async function keysOfFolders(): Promise<Map<string, string>> {
  const keys = new Map<string, string>()
  const collect = (texts: Texts, path: string, folder: string) => {
    for (const [name, text] of Object.entries(texts)) {
      if (typeof text === 'string') keys.set(path + name, folder)
      else collect(text, `${path}${name}.`, folder)
    }
  }
  for (const file of files.filter((each) => /^features\/.*labels\.zh-CN\.ts$/.test(each))) {
    const { labels } = (await import(join(root, file))) as { labels: Texts }
    collect(labels, '', dirname(file).slice('features/'.length))
  }
  return keys
}
