import { execFileSync } from 'node:child_process'
import { buildSchema, parse, validate } from 'graphql'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { inputOf } from '../definition/definition.ts'
import { presetNames, presets } from '../definition/presets.ts'
import { curlText } from './curl-text.ts'
import { graphqlText } from './graphql-text.ts'

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../../../../api/schema.graphql'), 'utf8'))
const hostile = {
  ...presets.branches,
  activityFilter: { query: `it's "$HOME" \\ \`ls\` 中`, kinds: null, types: ['A"B'], statuses: ['HELD' as const] },
}

test.each([...presetNames.map((name) => [name, presets[name]] as const), ['hostile', hostile] as const])(
  'the query of %s is one of the schema',
  (_, definition) => {
    expect(validate(schema, parse(graphqlText(inputOf(definition))))).toEqual([])
  },
)

test('a command holds the very query, whatever is in it', () => {
  const query = graphqlText(inputOf(hostile))
  const command = curlText(query, 'http://127.0.0.1:4000', 'zh-CN')
  // the shell's own word on what its last argument is
  const body = execFileSync('sh', ['-c', command.replace(/^curl/, 'set --') + '\nfor last; do :; done\nprintf %s "$last"'], {
    encoding: 'utf8',
  })
  expect(JSON.parse(body)).toEqual({ query })
})
