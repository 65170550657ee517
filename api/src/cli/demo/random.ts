/** Numbers that look random and are the same every time: demonstration data must not change between two runs. */
export class Random {
  private state: number

  constructor(seed: string) {
    // FNV-1a spreads texts that differ in one character
    let hash = 0x811c9dc5
    for (const character of seed) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
    this.state = hash >>> 0
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** From 0 to below the bound. */
  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!
  }

  /** So many different items, or all where there are fewer, in their own order. */
  sample<Item>(items: readonly Item[], count: number): Item[] {
    const chosen: Item[] = []
    for (const [at, item] of items.entries()) {
      if (this.next() * (items.length - at) < count - chosen.length) chosen.push(item)
    }
    return chosen
  }
}
