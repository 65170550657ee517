import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

type Texts = { [name: string]: string | Texts }
const root = join(import.meta.dirname, '../..')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })

async function textsOf(language: string): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  const collect = (texts: Texts, path: string) => {
    for (const [name, text] of Object.entries(texts)) {
      const key = path + name
      if (typeof text === 'string') {
        if (all.has(key)) throw new Error(`${key} is said twice.`)
        all.set(key, text)
      } else collect(text, `${path}${name}.`)
    }
  }
  for (const file of files.filter((each) => each.endsWith(`labels.${language}.ts`) || each.endsWith(`names.${language}.ts`))) {
    const { labels } = (await import(join(root, file))) as { labels: Texts }
    collect(labels, '')
  }
  return all
}

const chinese = await textsOf('zh-CN')
const english = await textsOf('en')
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

test('every text is there in both languages, with the same slots', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  const differing = [...chinese].filter(([key, text]) => slots(text).join() !== slots(english.get(key) ?? '').join()).map(([key]) => key)
  expect(differing).toEqual([])
})

test('Chinese texts are Chinese, and English ones are not', () => {
  // names of languages, codes and examples are the same in both
  const same = [...chinese]
    .filter(([key, text]) => /\p{Script=Han}/u.test(english.get(key) ?? '') && text === english.get(key))
    .map(([key]) => key)
  expect(same).toEqual([])
})

test('every text that the code names exists', () => {
  const missing: string[] = []
  for (const file of files.filter((each) => /\.(vue|ts)$/.test(each) && !/(labels|names)\.|\.test\.|^gql/.test(each))) {
    const code = readFileSync(join(root, file), 'utf8')
    for (const [, key] of code.matchAll(/\bt\(\s*'([\w.-]+)'/g)) if (key !== undefined && !chinese.has(key)) missing.push(`${file}: ${key}`)
    for (const [, key] of code.matchAll(/\b(?:title|label|keywords): '([a-z][\w-]*(?:\.[\w-]+)+)'/g))
      if (key !== undefined && !chinese.has(key)) missing.push(`${file}: ${key}`)
  }
  expect(missing).toEqual([])
})
