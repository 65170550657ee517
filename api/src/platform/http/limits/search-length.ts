import { type DocumentNode, Kind, visit } from 'graphql'
import { AppError } from '../../errors/app-error.ts'
import { limits } from './limits.ts'

/** In the whole schema, what somebody searches for is called this. */
const searchField = 'query'

/** Whether a document holds too long a text to search for. */
export function hasLongSearch(document: DocumentNode): boolean {
  let found = false
  const check = ({ name, value }: { name: { value: string }; value: { kind: string; value?: unknown } }) => {
    found ||= name.value === searchField && value.kind === Kind.STRING && String(value.value).length > limits.searchLength
  }
  visit(document, { [Kind.ARGUMENT]: check, [Kind.OBJECT_FIELD]: check })
  return found
}

/** @throws AppError BAD_USER_INPUT for variables that hold too long a text to search for */
export function checkSearches(variables: unknown, depth = 0): void {
  // no input of the schema is nested as deep; the coercion of variables refuses what is
  if (typeof variables !== 'object' || variables === null || depth > deepestInput) return
  for (const [name, value] of Object.entries(variables)) {
    if (typeof value === 'string') {
      if (name === searchField && value.length > limits.searchLength) throw searchTooLong()
    } else checkSearches(value, depth + 1)
  }
}

export function searchTooLong(): AppError {
  return new AppError('BAD_USER_INPUT', 'input.searchTooLong', { most: limits.searchLength })
}

const deepestInput = 8
