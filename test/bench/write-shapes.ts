import { type Pool } from 'pg'
import { attendanceOfFifty } from './attendance-shape.ts'
import { syncMixed, syncNew, syncUnchanged } from './sync-shapes.ts'

/** A write that is always measured: as the product does it, and as bare SQL over the same columns of the same tables, triggers included. */
export interface WriteShape {
  readonly name: string
  readonly what: string
  /** The least ratio that is still right: the time by hand over the time of the product. */
  readonly least: number
  /** How many rows one call writes. */
  readonly rows: number
  /** Puts into the data what the calls need. `product` sends a document with variables to the product. */
  readonly prepare: (pool: Pool, product: (body: unknown) => Promise<string>) => Promise<Turns>
  /** What the server with the statements written by hand does. */
  // each shape knows its own variables
  readonly byHand: (pool: Pool, variables: any) => Promise<unknown>
  /** @throws when an answer of the product does not say that everything was done */
  readonly check: (answer: string) => void
}

/** What is sent in a round. */
export interface Turns {
  readonly hand: (round: number) => unknown
  readonly product: (round: number) => unknown
}

/** To measure another write, add its shape. */
export const writeShapes: readonly WriteShape[] = [syncUnchanged, syncMixed, syncNew, attendanceOfFifty]
