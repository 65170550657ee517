import { type CodegenConfig } from '@graphql-codegen/cli'

/** The admin's types come from the printed schema; QIZHI_SCHEMA names another one, for working against a schema that is not printed yet. */
const config: CodegenConfig = {
  schema: process.env['QIZHI_SCHEMA'] ?? '../api/schema.graphql',
  documents: ['src/**/*.graphql'],
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        dedupeFragments: true,
        defaultScalarType: 'unknown',
        scalars: { ID: 'string', Date: 'string', DateTime: 'string', Fen: 'number', NationalId: 'string' },
      },
    },
    // Apollo's cache must know which types an interface stands for.
    'src/gql/possible-types.ts': { plugins: ['fragment-matcher'], config: { useExplicitTyping: true } },
  },
}
export default config
