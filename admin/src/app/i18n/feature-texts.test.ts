import { expect, test } from '@jest/globals'
import { featureTexts } from './feature-texts.ts'

/** Files that come when they are let, and what of them was told. */
function library() {
  const asked: string[] = []
  const told: string[] = []
  const waiting = new Map<string, { come: () => void; fail: () => void }>()
  const file = (folder: string, language: string) => {
    const name = `../../features/${folder}/labels.${language}.ts`
    const load = () => {
      asked.push(`${folder} ${language}`)
      return new Promise<Record<string, unknown>>((resolve, reject) =>
        waiting.set(`${folder} ${language}`, {
          come: () => resolve({ [folder]: { title: folder } }),
          fail: () => reject(new Error('offline')),
        }),
      )
    }
    return [name, load] as const
  }
  const files = Object.fromEntries(['members', 'reports'].flatMap((folder) => ['zh-CN', 'en'].map((language) => file(folder, language))))
  const texts = featureTexts(files, (language, messages) => told.push(`${Object.keys(messages).join()} ${language}`))
  return { texts, asked, told, of: (name: string) => waiting.get(name) ?? { come: () => undefined, fail: () => undefined } }
}

test('a file is fetched once, however many want it', async () => {
  const { texts, asked, told, of } = library()
  texts.want(['members'])
  const both = Promise.all([texts.load('zh-CN'), texts.load('zh-CN')])
  of('members zh-CN').come()
  await both
  await texts.load('zh-CN')
  expect(asked).toEqual(['members zh-CN'])
  expect(told).toEqual(['members zh-CN'])
})

test('a language is whole with what came to be wanted while it was fetched', async () => {
  const { texts, told, of } = library()
  texts.want(['members'])
  const english = texts.load('en')
  texts.want(['reports'])
  of('members en').come()
  await new Promise(setImmediate)
  of('reports en').come()
  await english
  expect(told).toEqual(['members en', 'reports en'])
})

test('what could not be fetched is asked for again', async () => {
  const { texts, asked, told, of } = library()
  texts.want(['members'])
  const first = texts.load('en')
  of('members en').fail()
  await expect(first).rejects.toThrow('offline')
  const second = texts.load('en')
  of('members en').come()
  await second
  expect(asked).toEqual(['members en', 'members en'])
  expect(told).toEqual(['members en'])
})

test('texts that are nowhere are a mistake of the page that names them', async () => {
  const { texts } = library()
  texts.want(['nowhere'])
  await expect(texts.load('en')).rejects.toThrow('nowhere/labels.en.ts')
})
