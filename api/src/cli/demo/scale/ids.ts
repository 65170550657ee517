import { Random } from '../random.ts'

/** Ids like those that the product makes (UUIDv7: sortable by time), the same in each run. */
export class Ids {
  private readonly random: Random
  private made = 0

  constructor(
    seed: string,
    private readonly since: number,
  ) {
    this.random = new Random(seed)
  }

  next(): string {
    const time = (this.since + this.made).toString(16).padStart(12, '0')
    this.made += 1
    const [low, middle, high] = [this.hex(), this.hex(), this.hex()]
    return `${time.slice(0, 8)}-${time.slice(8)}-7${low.slice(0, 3)}-a${low.slice(3, 6)}-${middle}${high.slice(0, 4)}`
  }

  private hex(): string {
    return this.random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0')
  }
}
