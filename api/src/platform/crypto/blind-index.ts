import { createHmac } from 'node:crypto'
import { type KeyProvider } from './key-provider.ts'

/**
 * Finds equal values without knowing them: a keyed digest, under a key of its own for each column. There are few possible national ID
 * numbers, so without the key every one of them could be tried; normalise the value first.
 */
export class BlindIndex {
  private readonly key: Buffer

  constructor(keys: KeyProvider, column: string) {
    this.key = keys.derive(`index ${column}`)
  }

  of(normalised: string): string {
    return createHmac('sha256', this.key).update(normalised).digest('base64url')
  }
}
