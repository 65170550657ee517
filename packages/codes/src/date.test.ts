import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addDays, readDate } from './index.ts'

const offsets = fc.integer({ min: 0, max: 73_000 })

describe('known to the day', () => {
  it.each([
    '1985-03-12',
    '1985/3/12',
    '1985.3.12',
    '1985年3月12日',
    '1985年03月12号',
    '19850312',
    '１９８５-０３-１２',
    ' 1985-03-12 00:00:00',
    '1985-03-12T00:00:00.000Z',
    31118,
    '31118',
    '31118.0',
  ])('%j', (written) => {
    expect(readDate(written)).toMatchObject({ ok: true, value: { day: '1985-03-12', precision: 'DAY' } })
  })

  it('reads 31123 as a spreadsheet counts', () => {
    expect(readDate('31123')).toEqual({
      ok: true,
      value: { day: '1985-03-17', precision: 'DAY' },
      repaired: { from: '31123', to: '1985-03-17' },
    })
  })

  it('reads every canonical day as it stands', () => {
    fc.assert(
      fc.property(offsets, (offset) => {
        const day = addDays('1900-01-01', offset)
        expect(readDate(day)).toEqual({ ok: true, value: { day, precision: 'DAY' } })
      }),
    )
  })

  it('reads every serial number as that many days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 73_000 }), (serial) => {
        const reading = readDate(serial)
        expect(reading.ok && reading.value.day).toBe(addDays('1900-01-01', serial - 2))
      }),
    )
  })
})

describe('known to the month', () => {
  it.each(['1985.03', '1985-03', '1985/3', '1985年3月', '198503', '1985.3'])('%s', (text) => {
    expect(readDate(text)).toMatchObject({ ok: true, value: { day: '1985-03-01', precision: 'MONTH' } })
  })

  it('tells the repair, and none for the canonical form', () => {
    expect(readDate('1985.03')).toMatchObject({ repaired: { from: '1985.03', to: '1985-03' } })
    expect(readDate('1985-03')).not.toHaveProperty('repaired')
  })
})

describe('refusals', () => {
  it.each([
    ['', 'date.empty'],
    ['　', 'date.empty'],
    ['1990年2月30日', 'date.impossible'],
    ['1990-13', 'date.impossible'],
    ['1990.00', 'date.impossible'],
    ['1900-02-29', 'date.impossible'],
    ['1985', 'date.year-only'],
    ['1985年', 'date.year-only'],
    ['1985.1', 'date.ambiguous-month'],
    ['1899-12-31', 'date.year-range'],
    ['2101-01-01', 'date.year-range'],
    ['99999', 'date.year-range'],
    ['1985-3/12', 'date.unreadable'],
    ['至今', 'date.unreadable'],
    ['12/03/1985', 'date.unreadable'],
    ['-3', 'date.unreadable'],
    ['=TODAY()', 'date.unreadable'],
  ])('%j: %s', (text, code) => {
    expect(readDate(text)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('takes the last day allowed and refuses the next', () => {
    expect(readDate('2026-11-23', { notAfter: '2026-11-23' }).ok).toBe(true)
    expect(readDate('2026-11-24', { notAfter: '2026-11-23' })).toMatchObject({ ok: false, refusal: { code: 'date.future' } })
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double()), (written) => typeof readDate(written).ok === 'boolean'))
  })
})
