import { type DocumentNode, type FragmentDefinitionNode, Kind, OperationTypeNode, type SelectionSetNode } from 'graphql'
import { AppError } from '../../errors/app-error.ts'
import { limits } from './limits.ts'

/** What a selection set amounts to once its fragments are put where they are used. */
interface Measure {
  readonly depth: number
  readonly selections: number
  readonly aliases: number
  readonly duplicates: number
  readonly directives: number
  readonly inlineFragments: number
  /** Fields at this level. */
  readonly fields: number
}

type Sum = { -readonly [Key in keyof Measure]: Measure[Key] }

/**
 * What makes a document too large to be validated, or undefined. Validation takes time in the square of what a document repeats, so
 * this comes first; each fragment is measured once, however often it is used, so it takes time in the length of the document only.
 */
export function structureProblem(document: DocumentNode): AppError | undefined {
  const measurer = new Measurer(document)
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue
    const measure = measurer.measure(definition.selectionSet)
    if (measurer.recursive) return new AppError('QUERY_TOO_COMPLEX', 'query.recursion')
    const problem = exceeded(measure, directivesOf(definition))
    if (problem !== undefined) return problem
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const isQuery = definition.operation === OperationTypeNode.QUERY
      const most = isQuery ? limits.rootFields : limits.mutations
      if (measure.fields > most) return new AppError('QUERY_TOO_COMPLEX', isQuery ? 'query.rootFields' : 'query.mutations', { most })
    }
  }
  return undefined
}

function exceeded(measure: Measure, ownDirectives: number): AppError | undefined {
  if (measure.depth > limits.depth) return new AppError('QUERY_TOO_COMPLEX', 'query.depth', { has: measure.depth, most: limits.depth })
  if (measure.aliases > limits.aliases) return new AppError('QUERY_TOO_COMPLEX', 'query.aliases', { most: limits.aliases })
  if (measure.duplicates > limits.duplicates) return new AppError('QUERY_TOO_COMPLEX', 'query.duplicates', { most: limits.duplicates })
  if (measure.directives + ownDirectives > limits.directives)
    return new AppError('QUERY_TOO_COMPLEX', 'query.directives', { most: limits.directives })
  if (measure.inlineFragments > limits.inlineFragments)
    return new AppError('QUERY_TOO_COMPLEX', 'query.inlineFragments', { most: limits.inlineFragments })
  if (measure.selections > limits.selections) return new AppError('QUERY_TOO_COMPLEX', 'query.selections', { most: limits.selections })
  return undefined
}

class Measurer {
  /** Whether a fragment was found inside itself. */
  recursive = false
  private readonly fragments = new Map<string, FragmentDefinitionNode>()
  private readonly measured = new Map<string, Measure>()
  private readonly open = new Set<string>()

  constructor(document: DocumentNode) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition)
  }

  measure(set: SelectionSetNode): Measure {
    const sum: Sum = { ...nothing }
    const seen = new Set<string>()
    for (const selection of set.selections) {
      sum.directives += directivesOf(selection)
      switch (selection.kind) {
        case Kind.FIELD: {
          const answer = selection.alias?.value ?? selection.name.value
          if (selection.alias !== undefined) sum.aliases += 1
          if (seen.has(answer)) sum.duplicates += 1
          seen.add(answer)
          sum.selections += 1
          sum.fields += 1
          const below = selection.selectionSet === undefined ? nothing : this.measure(selection.selectionSet)
          add(sum, below, { depth: below.depth + 1, fields: 0 })
          break
        }
        case Kind.INLINE_FRAGMENT:
          sum.inlineFragments += 1
          add(sum, this.measure(selection.selectionSet))
          break
        case Kind.FRAGMENT_SPREAD:
          add(sum, this.measureFragment(selection.name.value))
      }
    }
    return sum
  }

  private measureFragment(name: string): Measure {
    const known = this.measured.get(name)
    if (known !== undefined) return known
    const fragment = this.fragments.get(name)
    // an unknown one is refused by validation
    if (fragment === undefined) return nothing
    if (this.open.has(name)) {
      this.recursive = true
      return nothing
    }
    this.open.add(name)
    const inside = this.measure(fragment.selectionSet)
    this.open.delete(name)
    const measure = { ...inside, directives: inside.directives + directivesOf(fragment) }
    this.measured.set(name, measure)
    return measure
  }
}

const nothing: Measure = { depth: 0, selections: 0, aliases: 0, duplicates: 0, directives: 0, inlineFragments: 0, fields: 0 }

function add(sum: Sum, part: Measure, { depth, fields }: { depth: number; fields: number } = part): void {
  sum.depth = Math.max(sum.depth, depth)
  sum.fields += fields
  sum.selections += part.selections
  sum.aliases += part.aliases
  sum.duplicates += part.duplicates
  sum.directives += part.directives
  sum.inlineFragments += part.inlineFragments
}

function directivesOf(node: { readonly directives?: readonly unknown[] | undefined }): number {
  return node.directives?.length ?? 0
}
