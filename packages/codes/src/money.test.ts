import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { formatYuan, readMoney } from './index.ts'

describe('sums', () => {
  it.each([
    ['5,001.37', 500137],
    ['4100.00', 410000],
    ['4100', 410000],
    ['4100.5', 410050],
    ['1,234,567.00', 123456700],
    ['￥5001.37元', 500137],
    ['５００１．３７', 500137],
    ['3000元整', 300000],
    ['0', 0],
    [1.1 * 3, 330],
    [10000.37, 1000037],
    ['10000000000.00', 1_000_000_000_000],
  ])('%j is %i fen', (written, fen) => {
    const reading = readMoney(written)
    expect(reading.ok ? reading.value : undefined).toBe(fen)
  })

  it('reads what it writes, as it stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (fen) => {
        expect(readMoney(formatYuan(fen))).toEqual({ ok: true, value: fen })
      }),
    )
  })

  it('reads every number of a spreadsheet that has two decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (fen) =>
        expect(readMoney(fen / 100)).toMatchObject({ ok: true, value: fen }),
      ),
    )
  })
})

describe('refusals', () => {
  it.each([
    ['', 'money.empty'],
    ['-3', 'money.negative'],
    ['¥-3', 'money.negative'],
    ['−3', 'money.negative'],
    ['(3.00)', 'money.negative'],
    [-3, 'money.negative'],
    ['50,01.37', 'money.grouping'],
    ['5,001,37', 'money.grouping'],
    ['5001.375', 'money.fraction'],
    [5001.375, 'money.fraction'],
    ['五千', 'money.unreadable'],
    ['5001.', 'money.unreadable'],
    ['1e5', 'money.unreadable'],
    [Number.NaN, 'money.unreadable'],
    [Number.POSITIVE_INFINITY, 'money.unreadable'],
    ['10000000000.01', 'money.too-large'],
  ])('%j: %s', (written, code) => {
    expect(readMoney(written)).toMatchObject({ ok: false, refusal: { code } })
  })
})
