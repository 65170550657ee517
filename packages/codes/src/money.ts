import { read, refuse, unread, type Reading } from './reading.ts'
import { toHalfWidth, withoutSpaces } from './text.ts'

/** Ten billion yuan: far above any salary or fund here, far below where integers lose their last digit. */
const largestFen = 1_000_000_000_000

/** A sum in yuan as people write it (`5,001.37`, `￥5001.37元`), as integer fen. Zero is a sum; a negative one is refused. */
export function readMoney(written: string | number): Reading<number> {
  const text = typeof written === 'number' ? withoutFloatNoise(written) : written
  const compact = withoutSpaces(toHalfWidth(text))
  if (compact === '') return unread(refuse('money.empty'))
  if (/^[¥￥]?[-−]|^\(.*\)$/.test(compact)) return unread(refuse('money.negative', { text }))

  const amount = compact.replace(/^[¥￥]/, '').replace(/(元|圆)整?$/, '')
  const parts = /^(\d[\d,]*)(?:\.(\d+))?$/.exec(amount)
  if (!parts) return unread(refuse('money.unreadable', { text }))

  const [, whole = '', fraction = ''] = parts
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole)) return unread(refuse('money.grouping', { text }))
  if (/[1-9]/.test(fraction.slice(2))) return unread(refuse('money.fraction', { text }))

  const fen = Number(whole.replaceAll(',', '')) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
  if (fen > largestFen) return unread(refuse('money.too-large', { text }))
  return read(fen, String(written), formatYuan(fen))
}

/** Integer fen as yuan with two decimals: 500137 gives `5001.37`. */
export function formatYuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Spreadsheets hand over 5001.3700000000003 where a person typed 5001.37; a real third decimal survives. */
function withoutFloatNoise(amount: number): string {
  const rounded = Math.round(amount * 100) / 100
  return String(Math.abs(amount - rounded) < 1e-7 ? rounded : amount)
}
