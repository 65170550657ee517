import { type Sql } from '../../../platform/graph/graph.ts'
import { type CountModel, type Measure } from './model.ts'

/** The sums of the period asked for, or of the one that it is compared with. */
export type Side = 'm' | 'b'

/** The column of a group that holds a sum; `persons` is the number of different persons. */
export function sumColumn(side: Side, sum: string): string {
  return `${side}_${sum}`
}

/** The sums that these measures are made of, and the one that tells whether there is anything. */
export function sumsOf(model: CountModel, measures: readonly string[]): string[] {
  const made = (name: string): string[] => {
    const measure = model.measures[name]
    switch (measure?.kind) {
      case 'sum':
        return [measure.of]
      case 'ratio':
        return [measure.part, measure.whole]
      case 'difference':
        return [...made(measure.plus), ...made(measure.minus)]
      default:
        return []
    }
  }
  const needed = new Set([model.presence, ...measures.flatMap(made)])
  return model.sums.filter((sum) => needed.has(sum))
}

/** How many parts of a whole, in ten-thousandths rounded half up; null where the whole is 0. */
export function tenThousandths(part: Sql, whole: Sql): Sql {
  return `CASE WHEN ${whole} > 0 THEN floor((${part} * 20000::numeric + ${whole}) / (${whole} * 2))::int END`
}

/**
 * The figures of a group as they may be told. To whom may not see persons, figures about them are told in steps: a group smaller than the
 * smallest is not told at all, any other is rounded down to a multiple of it. Then the difference of two figures leaves every size of a
 * small group possible.
 */
export class Figures {
  constructor(
    private readonly model: CountModel,
    /** Null where every figure may be told. */
    private readonly smallest: number | null,
  ) {}

  /** Whether figures about persons are told in steps. */
  get withholds(): boolean {
    return this.smallest !== null
  }

  /** The value of a measure over the group `g`. */
  value(name: string, g: string, side: Side = 'm'): Sql {
    const measure = this.measure(name)
    switch (measure.kind) {
      case 'sum':
        return this.told(measure, `${g}.${sumColumn(side, measure.of)}`)
      case 'persons':
        return this.told(measure, `${g}.${sumColumn(side, 'persons')}`)
      case 'ratio':
        return tenThousandths(`${g}.${sumColumn(side, measure.part)}`, `${g}.${sumColumn(side, measure.whole)}`)
      case 'difference':
        return `(${this.value(measure.plus, g, side)} - ${this.value(measure.minus, g, side)})`
    }
  }

  /** Whether one of these measures is withheld; of the earlier period too where it is told. */
  suppressed(names: readonly string[], g: string, sides: readonly Side[]): Sql {
    if (this.smallest === null) return 'false'
    const withheld = sides.flatMap((side) =>
      names.filter((name) => this.measure(name).aboutPersons).map((name) => `${this.value(name, g, side)} IS NULL`),
    )
    return withheld.length === 0 ? 'false' : `(${withheld.join(' OR ')})`
  }

  /** Whether a measure needs to know persons apart. */
  countsPersons(name: string): boolean {
    return this.measure(name).kind === 'persons'
  }

  measure(name: string): Measure {
    const measure = this.model.measures[name]
    if (measure === undefined) throw new Error(`${this.model.name} has no measure ${name}`)
    return measure
  }

  private told({ aboutPersons }: Measure, value: Sql): Sql {
    if (this.smallest === null || !aboutPersons) return value
    return `CASE WHEN ${value} = 0 OR ${value} >= ${this.smallest} THEN ${value} / ${this.smallest} * ${this.smallest} END`
  }
}
