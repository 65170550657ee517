import { type GraphQLResolveInfo } from 'graphql'
import { type Field, type Graph } from './graph.ts'
import { applicable, type SelectedField } from './selection.ts'

/**
 * A value of an answer as the database wrote it: JSON text that goes out as it is, neither read nor written again here. A long text stays a
 * part by itself, since putting it together with others copies it; a part ends nowhere between a key and the beginning of its value.
 */
export class Verbatim {
  readonly parts: readonly (string | CountedText)[]

  constructor(...parts: readonly (string | CountedText)[]) {
    this.parts = parts
  }
}

/** A part whose maker knows what is otherwise found out by going through it. */
export interface CountedText {
  readonly text: string
  /** How many keys its objects have, all together. */
  readonly keys: number
  /** The keys that are null somewhere. */
  readonly nulls: ReadonlySet<string>
}

/** The selection asks for something that the database cannot write by itself, such as what a resolver makes of a row. */
export class NotVerbatim extends Error {
  readonly everyTime: boolean

  /** `everyTime`: whether it follows from the selection alone. */
  constructor({ everyTime = true } = {}) {
    super('The database cannot write this answer.')
    this.everyTime = everyTime
  }
}

/** The root value of an operation that the database answers. */
export const verbatimRoot = Symbol('verbatim')

/** Whether a root field is to be answered by a `Verbatim`. */
export function isVerbatim({ rootValue }: GraphQLResolveInfo): boolean {
  return rootValue === verbatimRoot
}

/** The fields of a row's answer, by key. @throws NotVerbatim */
export function verbatimFields(graph: Graph, fields: readonly SelectedField[]): SelectedField[] {
  // of rows of several types each would have keys of its own
  if (graph.options.typename !== undefined && fields.some(({ on }) => on.length > 0)) throw new NotVerbatim()
  const found = applicable(fields, graph.types, 'key')
  if (found.length === 0 || !found.every((field) => isWritten(field, graph.fields.get(field.name)))) throw new NotVerbatim()
  return found
}

function isWritten({ name, fields }: SelectedField, field: Field | undefined): boolean {
  if (field === undefined) return name === '__typename'
  // a value that is an object has more keys than were asked for, in an order of its own
  if (field.kind === 'value') return fields.length === 0
  return field.kind !== 'derived' && !(field.kind === 'connection' && field.refusable === true)
}
