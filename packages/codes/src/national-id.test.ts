import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { composeNationalId, contradictions, maskNationalId, readNationalId, refusalText, type Day } from './index.ts'

const today = '2026-11-23'
const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date(`${today}T00:00:00Z`), noInvalidDate: true })
  .map((date): Day => date.toISOString().slice(0, 10))
const people = fc.record({
  birthDate: days,
  sex: fc.constantFrom('1' as const, '2' as const),
  region: fc.constantFrom('110101', '440305', '119909', '830000', '820000'),
  sequence: fc.integer({ min: 0, max: 499 }),
})

describe('a number', () => {
  it('says what it was composed of', () => {
    fc.assert(
      fc.property(people, (person) => {
        const number = composeNationalId(person)
        expect(readNationalId(number, today)).toEqual({
          ok: true,
          value: { number, birthDate: person.birthDate, sex: person.sex, provinceCode: person.region.slice(0, 2) },
        })
      }),
    )
  })

  it('is refused after any one digit is mistyped', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (person, place, shift) => {
        const number = composeNationalId(person)
        const wrong = number.slice(0, place) + String((Number(number[place]) + shift) % 10) + number.slice(place + 1)
        expect(readNationalId(wrong, today).ok).toBe(false)
      }),
    )
  })

  it('is refused after two neighbouring digits are swapped', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 15 }), (person, place) => {
        const number = composeNationalId(person)
        const [first = '', second = ''] = number.slice(place, place + 2)
        fc.pre(first !== second)
        expect(readNationalId(number.slice(0, place) + second + first + number.slice(place + 2), today).ok).toBe(false)
      }),
    )
  })

  it('matches the example of the standard', () => {
    expect(readNationalId('11010519491231002X', today)).toMatchObject({ ok: true, value: { birthDate: '1949-12-31', sex: '2' } })
    expect(readNationalId('440524188001010014', today)).toMatchObject({ ok: true, value: { birthDate: '1880-01-01', sex: '1' } })
  })
})

describe('what people write', () => {
  it.each([
    ['１１９９０７１９９５０７１７０５２６', '119907199507170526'],
    [' 119907 19950717 0526 ', '119907199507170526'],
    ['11010519491231002x', '11010519491231002X'],
    ['１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
  ])('%j is read as %s and told', (text, number) => {
    expect(readNationalId(text, today)).toMatchObject({ ok: true, value: { number }, repaired: { from: text, to: number } })
  })

  it('converts a number of 15 digits', () => {
    const reading = readNationalId('119908930602513', today)
    expect(reading).toMatchObject({ ok: true, value: { birthDate: '1993-06-02', sex: '1' } })
    expect(reading.ok && reading.value.number.slice(0, 17)).toBe('11990819930602513')
  })
})

describe('refusals', () => {
  it.each([
    ['', 'national-id.empty'],
    ['   ', 'national-id.empty'],
    ['1199071995071705', 'national-id.length'],
    ['1199071995071705261', 'national-id.length'],
    ['11990719950717A526', 'national-id.characters'],
    ['11990719950717X526', 'national-id.characters'],
    ['09990719950717052X', 'national-id.province'],
    ['119907199502300526', 'national-id.birth-date'],
    ['119908930230513', 'national-id.birth-date'],
    ['119909199312102190', 'national-id.check-digit'],
  ])('%j: %s', (text, code) => {
    expect(readNationalId(text, today)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('says which check character was expected', () => {
    const reading = readNationalId('119909199312102190', today)
    expect(reading.ok ? '' : refusalText(reading.refusal, 'zh')).toBe('身份证号校验码不符：应为 8，这里是 0')
  })

  it('takes a birth today and refuses one tomorrow', () => {
    expect(readNationalId(composeNationalId({ birthDate: '2026-11-23', sex: '1' }), today).ok).toBe(true)
    expect(readNationalId(composeNationalId({ birthDate: '2026-11-24', sex: '1' }), today)).toMatchObject({
      ok: false,
      refusal: { code: 'national-id.future' },
    })
  })
})

it('shows three characters in front and four behind', () => {
  expect(maskNationalId('110105194912310021')).toBe('110***********0021')
  expect(maskNationalId('1234567')).toBe('*******')
})

describe('a roster that says otherwise', () => {
  const id = { number: '119908198907058981', birthDate: '1989-07-05', sex: '2', provinceCode: '11' } as const

  it('is told for the birth date, to its own precision', () => {
    expect(contradictions(id, { birthDate: { day: '1985-03-01', precision: 'MONTH' } })).toEqual([
      { code: 'national-id.birth-date-differs', params: { written: '1985-03', inNumber: '1989-07' } },
    ])
    expect(contradictions(id, { birthDate: { day: '1989-07-01', precision: 'MONTH' } })).toEqual([])
    expect(contradictions(id, { birthDate: { day: '1989-07-01', precision: 'DAY' } })).toHaveLength(1)
  })

  it('is told for the sex, where the roster states one', () => {
    expect(contradictions(id, { sexCode: '1' })).toMatchObject([
      { code: 'national-id.sex-differs', params: { written: '男', inNumber: '女' } },
    ])
    expect(contradictions(id, { sexCode: '2' })).toEqual([])
    expect(contradictions(id, { sexCode: '9' })).toEqual([])
  })
})
