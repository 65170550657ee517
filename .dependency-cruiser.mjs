/** The arrows of the architecture. They run one way; a module's only face is its index.ts. */
const mutual = '\\.(entity|type)\\.ts$'
const tests = '\\.test\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'When two files need each other, the third thing that they share is missing: find its name. (Entities and GraphQL types may refer to each other.)',
      severity: 'error',
      from: { pathNot: mutual },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'], pathNot: mutual } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '/gql/', '^#gql', '/style/css$'] },
    },
    {
      name: 'module-through-its-index',
      comment: 'Another module is used through its index.ts.',
      severity: 'error',
      from: { path: '^api/src/modules/([^/]+)/' },
      to: { path: '^api/src/modules/', pathNot: ['^api/src/modules/$1/', '^api/src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^api/src/platform/', pathNot: tests },
      to: { path: '^api/(src/(modules|cli|testing|app|main|schema)|migrations)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration must still run when the code has moved on.',
      severity: 'error',
      from: { path: '^api/migrations/' },
      to: { path: '^api/src/(modules|app|main|schema|cli|testing)' },
    },
    {
      name: 'testing-only-in-tests',
      severity: 'error',
      from: { path: '^api/src/', pathNot: [tests, '^api/src/testing/'] },
      to: { path: ['^api/src/testing/', '^infra/', '^test/'] },
    },
    {
      name: 'packages-import-no-application',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(api|admin|infra|test)/' },
    },
    {
      name: 'rulebook-imports-only-dates-and-codes',
      comment: 'Rules are pure: what they need to know is given to them.',
      severity: 'error',
      from: { path: '^packages/rulebook/src/', pathNot: [tests, '/testing/'] },
      to: { pathNot: ['^packages/(rulebook|codes)/', '@js-temporal'] },
    },
    {
      name: 'codes-import-only-dates-and-pinyin',
      severity: 'error',
      from: { path: '^packages/codes/src/', pathNot: [tests, '/testing/'] },
      to: { pathNot: ['^packages/codes/', '@js-temporal', 'pinyin-pro'] },
    },
    {
      name: 'admin-knows-only-the-schema',
      comment: 'The admin imports its generated types and the packages, never the server.',
      severity: 'error',
      from: { path: '^admin/' },
      to: { path: '^(api|infra|test)/' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^admin/src/ui/' },
      to: { path: '^admin/src/features/' },
    },
    {
      name: 'infra-knows-no-code',
      comment: 'What starts and tests the programs runs them; it does not import them.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(api|admin|packages|test)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|node_modules/\\.cache|admin/src/gql)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json'],
    },
  },
}
