import { type ChartData, type ChartRow } from './chart-data.ts'
import { type Chart, type ChartWords } from './chart-option.ts'
import { partOf } from './chart-parts.ts'

const mostAreas = 200

interface Area {
  readonly name: string
  value?: number
  /** The place of the row that the area is. */
  readonly at?: number
  readonly children?: Area[]
}

/** An area a row, in those of what it belongs to: the first dimension, or the organisations above. */
export function treeMap(data: ChartData, words: ChartWords): Chart {
  const rows = [...data.rows].sort((a, b) => (b.total ?? 0) - (a.total ?? 0)).slice(0, mostAreas)
  const roots: Area[] = []
  for (const [at, row] of rows.entries()) {
    if ((row.total ?? 0) <= 0) continue
    let level = roots
    for (const { key, name } of wayTo(row, words)) {
      let inner = level.find(
        (area) => area.at === undefined && area.name === name && area.children !== undefined && keyOf.get(area) === key,
      )
      if (inner === undefined) {
        inner = { name, children: [] }
        keyOf.set(inner, key)
        level.push(inner)
      }
      level = inner.children!
    }
    level.push({ name: row.names.at(-1) ?? row.name, value: row.total!, at })
  }
  return {
    option: {
      tooltip: { formatter: ({ name, value }: { name: string; value: number }) => `${name}  ${words.figure(value)}` },
      series: [
        {
          type: 'treemap',
          data: roots.length === 1 && roots[0]!.children !== undefined ? roots[0]!.children : roots,
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          left: 8,
          right: 8,
          top: 4,
          bottom: 8,
          visibleMin: 1,
          label: {
            formatter: ({ name, value }: { name: string; value: number }) => `${name}\n${words.figure(value)}`,
            overflow: 'truncate',
          },
          upperLabel: { show: true, height: 22, overflow: 'truncate' },
          itemStyle: { gapWidth: 1, borderWidth: 1 },
          levels: [{ itemStyle: { gapWidth: 3, borderWidth: 0 }, upperLabel: { show: false } }, { itemStyle: { gapWidth: 1 } }],
        },
      ],
    },
    height: 420,
    part: partOf(rows.length, data.rows.length),
    cellOf({ data: area }) {
      const row = rows[(area as Area | undefined)?.at ?? -1]
      return row && [row.keys, []]
    },
  }
}

const keyOf = new WeakMap<Area, string | null>()

/** What a row stands in, from the outside. */
function wayTo({ keys, names }: ChartRow, { above }: ChartWords): { readonly key: string | null; readonly name: string }[] {
  const outer = above(keys[0] ?? '').map(({ id, name }) => ({ key: id, name }))
  const inner = keys.slice(0, -1).map((key, at) => ({ key, name: names[at] ?? '' }))
  return [...outer, ...inner]
}
