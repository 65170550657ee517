import { type LocationQuery, type RouteLocationRaw } from 'vue-router'
import { deepest } from './definition.ts'

const words: Readonly<Record<string, string>> = {
  count: 'COUNT',
  attendances: 'ATTENDANCES',
  attendanceRate: 'ATTENDANCE_RATE',
  distinctMembers: 'DISTINCT_MEMBERS',
  bar: 'BAR',
  stacked: 'STACKED',
  line: 'LINE',
  heat: 'HEAT_MAP',
  all: '-',
  custom: 'FROM_TO',
  COUNT_DESC: 'COUNT.DESC',
  COUNT_ASC: 'COUNT.ASC',
  ATTENDANCES_DESC: 'ATTENDANCES.DESC',
}
const times = ['MONTH', 'QUARTER', 'YEAR']

/**
 * Where an address of the counts page that there was before leads to: the same count in the builder. Without a count in it, to the list.
 * The twelve months that periods of reports do not have become the year.
 */
export function fromOldCounts(old: LocationQuery): RouteLocationRaw {
  const text = (key: string) => (typeof old[key] === 'string' ? old[key] : undefined)
  if (Object.keys(old).every((key) => key === 'org' || key === 'asOf')) return { name: 'reports', query: {} }
  const word = (value: string) => words[value] ?? value.replaceAll('-', '_').toUpperCase()
  const by = (text('by') ?? 'ORGANIZATION,MONTH').split(',').filter((name) => name !== '-')
  // time went across, else the last
  const across = by.length < 2 ? undefined : (by.findLast((name) => times.includes(name)) ?? by.at(-1))
  const down = by.filter((name) => name !== across)
  const period = text('period') === 'twelve-months' ? 'THIS_YEAR' : word(text('period') ?? 'this-year')
  const query: Record<string, string | undefined> = {
    rows: down.join(',') || '-',
    columns: across,
    measures: text('measures')?.split(',').map(word).join(','),
    depth: text('depth') === 'each' ? String(deepest) : text('depth'),
    period,
    from: text('from'),
    to: text('to'),
    kinds: text('kinds'),
    types: text('types'),
    statuses: text('statuses'),
    order: text('order') === undefined || across !== undefined ? undefined : words[text('order')!],
    chart: text('chart') === undefined ? undefined : word(text('chart')!),
    show: text('show') === undefined ? undefined : word(text('show')!),
    cell: cellOf(text('cell'), down, across),
    organization: text('org'),
    day: text('asOf'),
  }
  return {
    name: 'report-new',
    query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as LocationQuery,
  }
}

/** `ORGANIZATION.<id>~MONTH.2026-03` becomes the keys of the row and of the column. */
function cellOf(text: string | undefined, down: readonly string[], across: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const keys = new Map(
    text === 'ALL' ? [] : text.split('~').map((part) => [part.slice(0, part.indexOf('.')), part.slice(part.indexOf('.') + 1)] as const),
  )
  const rowKeys = down.flatMap((name) => keys.get(name) ?? [])
  const columnKeys = across === undefined ? [] : [keys.get(across)].flatMap((key) => key ?? [])
  const isWhole = (rowKeys.length === 0 || rowKeys.length === down.length) && rowKeys.length + columnKeys.length === keys.size
  return isWhole ? JSON.stringify([rowKeys, columnKeys]) : undefined
}
