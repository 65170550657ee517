import { describe, expect, it } from '@jest/globals'
import { activityTypes } from './activities/catalogue.ts'
import { allRules, regulations, ruleBookText } from './index.ts'

describe('the text of the book', () => {
  it('holds every rule with every version, every regulation and every type', () => {
    const text = ruleBookText()
    for (const { id, title, versions } of allRules) {
      expect(text).toContain(JSON.stringify(id))
      expect(text).toContain(JSON.stringify(title.zh))
      for (const { value } of versions) expect(text).toContain(JSON.stringify(value))
    }
    for (const { id, title } of Object.values(regulations)) for (const word of [id, title.zh]) expect(text).toContain(JSON.stringify(word))
    for (const { code } of activityTypes) expect(text).toContain(JSON.stringify(code))
  })

  it('is the same each time', () => {
    expect(ruleBookText()).toBe(ruleBookText())
  })

  it('tells what a rule is written in', () => {
    const { source } = allRules[0]!.versions[0]
    expect(JSON.parse(ruleBookText())).toContainEqual([
      'rules',
      expect.arrayContaining([
        expect.objectContaining({
          versions: expect.arrayContaining([
            expect.objectContaining({ source: expect.objectContaining({ regulation: source.regulation.id }) }),
          ]) as unknown,
        }),
      ]) as unknown,
    ])
  })
})
