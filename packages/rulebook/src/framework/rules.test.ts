import { describe, expect, it } from '@jest/globals'
import { allRules, obstacle, overrideObstacles, regulations, rule, ruleById, rulesAsOf, sourceText } from '../index.ts'
import { onlyHigher } from './rule.ts'

const { admissionRules2014, branchRegulations2018 } = regulations

const minimum = rule({
  id: 'test.minimum',
  title: { zh: '最少人数', en: 'Minimum' },
  refusal: { zh: '{unit}应有 {needs} 人，现有 {has} 人', en: 'A {unit} needs {needs}, it has {has}' },
  versions: [
    { value: 3, source: admissionRules2014.article(1), certainty: 'S', from: '2014-05-28' },
    { value: 5, source: branchRegulations2018.article(4), certainty: 'L', from: '2018-10-28' },
  ],
  tightens: onlyHigher,
})

const fixed = rule({
  id: 'test.fixed',
  title: { zh: '固定', en: 'Fixed' },
  value: 1,
  source: branchRegulations2018.article(),
  certainty: 'S',
})

describe('versions', () => {
  it('answers with the version in force, from its very day on', () => {
    expect(rulesAsOf('2018-10-27').get(minimum)).toBe(3)
    expect(rulesAsOf('2018-10-28').get(minimum)).toBe(5)
  })

  it('answers with the oldest text for days before it', () => {
    expect(rulesAsOf('1999-01-01').get(minimum)).toBe(3)
  })

  it('cites what is in force', () => {
    expect(rulesAsOf('2020-01-01').cite(minimum)).toEqual({
      ruleId: 'test.minimum',
      title: minimum.title,
      source: {
        zh: '《中国共产党支部工作条例（试行）》第 4 条',
        en: 'Regulations on the Work of Party Branches (trial), art. 4',
      },
      certainty: 'L',
      from: '2018-10-28',
    })
  })

  it('names the whole regulation where the article is not known', () => {
    expect(sourceText(branchRegulations2018.article(), 'zh')).toBe('《中国共产党支部工作条例（试行）》')
  })
})

describe('overrides', () => {
  const override = {
    ruleId: 'test.minimum',
    value: 7,
    from: '2024-01-01',
    until: '2025-01-01',
    documentNumber: '局党发〔2024〕1号',
    reason: '试点',
  }

  it('hold from their first day until the day before their end', () => {
    const on = (day: string) => rulesAsOf(day, [override]).get(minimum)
    expect([on('2023-12-31'), on('2024-01-01'), on('2024-12-31'), on('2025-01-01')]).toEqual([5, 7, 7, 5])
  })

  it('are shown beside the national source', () => {
    expect(rulesAsOf('2024-06-01', [override]).cite(minimum)).toMatchObject({ override, certainty: 'L' })
  })

  it('yield to the later of two', () => {
    const later = { ...override, value: 9, from: '2024-03-01' }
    expect(rulesAsOf('2024-06-01', [later, override]).get(minimum)).toBe(9)
  })

  it('do nothing to a rule that no place may set', () => {
    expect(rulesAsOf('2024-06-01', [{ ...override, ruleId: 'test.fixed' }]).get(fixed)).toBe(1)
  })

  it('may tighten, may equal, may not loosen', () => {
    expect(overrideObstacles(minimum, { ...override, value: 6 })).toEqual([])
    expect(overrideObstacles(minimum, { ...override, value: 5 })).toEqual([])
    expect(overrideObstacles(minimum, { ...override, value: 4 })).toMatchObject([{ ruleId: 'rulebook.override.tightens' }])
    expect(overrideObstacles(fixed, { ...override, value: 2 })).toMatchObject([{ ruleId: 'rulebook.override.allowed' }])
  })
})

it('says an obstacle in both languages', () => {
  const unit = { zh: '党支部', en: 'branch' }
  expect(obstacle(minimum, { unit, needs: 3, has: 2 })).toEqual({
    ruleId: 'test.minimum',
    facts: { unit, needs: 3, has: 2 },
    zh: '党支部应有 3 人，现有 2 人',
    en: 'A branch needs 3, it has 2',
  })
})

it('does not compile without the facts that the refusal names', () => {
  // @ts-expect-error `has` is missing
  expect(obstacle(minimum, { unit: 'x', needs: 3 }).zh).toContain('{has}')
  // @ts-expect-error the rule names no facts
  expect(obstacle(fixed, { has: 2 }).zh).toBe('固定')
})

describe('the book', () => {
  it('has each rule once, under an id that is a path', () => {
    const ids = allRules.map((each) => each.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z]+(\.[a-z-]+)+$/)
  })

  it.each(allRules.map((each) => [each.id, each] as const))('%s is complete', (id, each) => {
    expect(ruleById(id)).toBe(each)
    expect(each.title.zh).toMatch(/\p{Script=Han}/u)
    expect(each.title.en).toMatch(/^[A-Z]/)
    expect(each.refusal.en.match(/\{\w+\}/g)?.sort()).toEqual(each.refusal.zh.match(/\{\w+\}/g)?.sort())
    expect(each.versions.map((version) => version.from)).toEqual(each.versions.map((version) => version.from).sort())
  })

  it('has regulations with an id, both titles and a real day', () => {
    const all = Object.values(regulations)
    expect(new Set(all.map((each) => each.id)).size).toBe(all.length)
    for (const each of all) expect(each.effective).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })
})
