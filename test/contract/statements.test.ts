import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTestWorld, type TestClient, type TestWorld } from '@qizhi/api/testing/test-world'
import {
  type DefinitionNode,
  type FieldNode,
  isEnumType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type TypeNode,
  visit,
} from 'graphql'
import { shapes } from '../bench/shapes.ts'
import { aPopulatedRegion, type Region } from './region.ts'

/**
 * The documented number: one statement for each root field that reads rows, whatever the page size. Root fields that read none of an
 * organisation's rows (the viewer, code tables, levels that may stand at the top) need none of the read door's.
 */
const without = new Set(['viewer', 'codeTable', 'snapshotSigningKey', 'mailIsSetUp', '__typename'])

const absent = new Set(['importRun', 'export', 'syncRun'])

/** A kept report is read before it is run. */
const another = new Set(['reportResult'])

let world: TestWorld
let administrator: TestClient
let region: Region

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  region = await aPopulatedRegion(world, administrator, '甲')
  await aPopulatedRegion(world, administrator, '乙')
}, 120_000)
afterAll(() => world.close())

/** Every document of the admin: the files beside its pages. */
const definitions: readonly DefinitionNode[] = graphqlFiles(join(import.meta.dirname, '../../admin/src')).flatMap(
  (file) => parse(readFileSync(file, 'utf8')).definitions,
)
const fragments = new Map(
  definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])),
)
const queries = definitions.filter(
  (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'query',
)

describe('the number of SQL statements', () => {
  it('is known for queries of every page', () => {
    expect(queries.length).toBeGreaterThan(15)
  })

  it.each(queries.map((query) => [query.name!.value, query] as const))(
    'of the admin’s %s is one for each root field, on small pages and large',
    async (_name, query) => {
      const document = withFragments(query)
      const fields = query.selectionSet.selections.map((field) => (field as FieldNode).name.value)
      const expected = fields.filter((field) => !without.has(field)).length + fields.filter((field) => another.has(field)).length
      for (const first of [1, 50]) {
        const given = (query.variableDefinitions ?? []).map(
          ({ variable, type }) => [variable.name.value, valueOf(variable.name.value, type, query, first)] as const,
        )
        const variables = Object.fromEntries(given.filter(([, value]) => value !== undefined))
        const answer = await administrator.query(document, variables)
        const { statements } = answer
        // nothing was imported, exported or synchronised here: looking for what is not there is one statement as well
        const errors = answer.errors.filter(({ path, code }) => !(absent.has(path) && code === 'NOT_FOUND'))
        expect({ first, errors, statements: statements <= expected }).toEqual({ first, errors: [], statements: true })
      }
    },
  )

  it.each(shapes.map((shape) => [shape.name, shape] as const))('of the measured shape %s is one', async (_name, shape) => {
    const variables = {
      first: 50,
      id: region.idFor('organization', 'id'),
      from: '2026-01-01',
      to: '2026-12-31',
      externalId: region.externalId,
    }
    const used = Object.fromEntries(Object.entries(variables).filter(([name]) => shape.document.includes(`$${name}:`)))
    const { statements, errors } = await administrator.query(shape.document, used)
    expect({ statements, errors }).toEqual({ statements: 1, errors: [] })
  })
})

function graphqlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.graphql'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function withFragments(query: OperationDefinitionNode): string {
  const used = new Set<string>()
  const collect = (definition: DefinitionNode): void => {
    visit(definition, {
      FragmentSpread({ name: { value: name } }) {
        if (used.has(name)) return
        used.add(name)
        collect(fragments.get(name)!)
      },
    })
  }
  collect(query)
  return [query, ...[...used].map((name) => fragments.get(name)!)].map((definition) => print(definition)).join('\n')
}

/** A value that fits the variable; optional ones stay away unless they are the page size. */
function valueOf(name: string, type: TypeNode, query: OperationDefinitionNode, first: number): unknown {
  const required = type.kind === Kind.NON_NULL_TYPE
  const named = required ? type.type : type
  const typeName = named.kind === Kind.NAMED_TYPE ? named.name.value : 'list'
  if (name === 'first' || (typeName === 'Int' && /first|size/i.test(name))) return first
  if (!required) return undefined
  const root = (query.selectionSet.selections[0] as FieldNode).name.value
  const values: Record<string, unknown> = {
    ID: region.idFor(root, name),
    Int: 1,
    String: '甲',
    Boolean: true,
    Date: '2026-01-01',
    OrganizationKind: 'PARTY',
    CodeTableName: 'SEX',
    list: [],
    ReportDefinitionInput: { source: 'ACTIVITIES', rows: [], measures: ['COUNT'], parameters: {} },
  }
  const declared = world.schema.getType(typeName)
  return isEnumType(declared) ? declared.getValues()[0]!.name : (values[typeName] ?? {})
}
