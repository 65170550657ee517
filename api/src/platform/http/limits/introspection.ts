import { type DocumentNode, Kind, visit } from 'graphql'

/** Whether a document asks for the schema anywhere, by `__schema` or `__type`. `__typename` tells nothing that the answer does not. */
export function asksForSchema(document: DocumentNode): boolean {
  let found = false
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type'
    },
  })
  return found
}
