import { type Plugin } from 'vite'

const prefix = '\0document:'
const constant = /^export const (\w+) = (\{.*\}) as unknown as DocumentNode<.*>;$/gm

/**
 * The generated GraphQL documents stand in one file, and a file goes into one chunk: every page would fetch the questions of all. Here each becomes a
 * module of its own, so that a page brings what it asks.
 */
export function documentsApart(): Plugin {
  const documents = new Map<string, string>()
  return {
    name: 'documents-apart',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(prefix) ? id : undefined),
    load: (id) => (id.startsWith(prefix) ? { code: `export default ${documents.get(id)}`, moduleSideEffects: false } : undefined),
    transform: {
      filter: { id: /src[\\/]gql[\\/]graphql\.ts$/ },
      handler: (code) => ({
        code: code.replaceAll(constant, (_line, name: string, document: string) => {
          documents.set(prefix + name, document)
          return `export { default as ${name} } from '${prefix}${name}'`
        }),
        map: null,
        moduleSideEffects: false,
      }),
    },
  }
}
