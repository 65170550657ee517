import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Stage, gate, jest } from './stage.ts'

/**
 * Everything that is tested. `first` makes what the lanes need; these run side by side: one reads the code and measures, the other tests what it does. What is
 * `named` runs only when it is asked for by its name.
 */
export interface Plan {
  readonly first: readonly Stage[]
  readonly reading: readonly Stage[]
  readonly running: readonly Stage[]
  readonly named: readonly Stage[]
}

/** The whole plan; `env` names the database server. */
export function planOf(root: string, env: NodeJS.ProcessEnv): Plan {
  const bin = (name: string) => join(root, 'node_modules/.bin', name)
  const only = (stage: Stage, path: string) => (existsSync(join(root, path)) ? [stage] : [])
  const script = (...command: string[]) => [process.execPath, ...command]
  return {
    first: [
      gate(root, 'client types', script('packages/client/generate.mjs')),
      gate(root, 'types', [bin('tsc'), '-b']),
      gate(root, 'build', script('infra/build.mjs')),
    ],
    reading: [
      ...only(gate(root, 'admin types', [join(root, 'admin/node_modules/.bin/vue-tsc'), '--noEmit', '-p', 'admin']), 'admin/tsconfig.json'),
      gate(root, 'lint', [bin('eslint'), '.', '--max-warnings=0']),
      gate(root, 'architecture', [bin('depcruise'), '--config', '.dependency-cruiser.mjs', 'api', 'admin', 'packages', 'infra', 'test']),
      ...only(gate(root, 'schema', script('infra/schema.mjs', '--check')), 'api/schema.graphql'),
      // reading as well: what it compares meets the same weather, whatever runs beside it
      gate(root, 'speed', script('infra/bench.mjs', 'reads', '--small'), env),
    ],
    running: [
      jest(root, 'packages', 'packages/jest.config.mjs'),
      jest(root, 'infra', 'infra/jest.config.mjs'),
      jest(root, 'api', 'api/jest.config.mjs', env),
      ...only(jest(root, 'admin', 'admin/jest.config.mjs'), 'admin/jest.config.mjs'),
      jest(root, 'whole product', 'test/jest.config.mjs', env),
    ],
    named: [jest(root, 'statements', 'api/jest.config.mjs', env, ['--testPathIgnorePatterns', ...noStatements])],
  }
}

/** What sends no statement, or sends those that the examples beside it send as well: files and workbooks, words, the command line, properties. */
const noStatements = [
  '\\.property\\.test',
  'src/cli/',
  'src/modules/imports/table/',
  'src/modules/reports/files/',
  'src/platform/(config|crypto|errors|files|i18n|mail|telemetry)/',
]
