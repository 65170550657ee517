import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { covers, subtrees } from '@qizhi/api/platform/access/scope'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '@qizhi/api/testing/test-world'
import {
  getNamedType,
  getNullableType,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { aPopulatedRegion, type Region } from './region.ts'
import { typeNameOf, walks } from './schema-walk.ts'

let world: TestWorld
let administrator: TestClient
let officer: TestClient
let theirs: Region

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  const mine = await aPopulatedRegion(world, administrator, '甲')
  theirs = await aPopulatedRegion(world, administrator, '乙')
  officer = await world.as([grantOver('OFFICER', ...mine.paths)])
}, 120_000)
afterAll(() => world.close())

/** Mutations about one's own session, or that hold no id at all. */
const personal = new Set(['signIn', 'signOut', 'changePassword'])

const mutations = () => Object.values(world.schema.getMutationType()!.getFields()).filter(({ name }) => !personal.has(name))

/** An input that asks for something sensible of the other region, wherever an id can be given. */
function foreignInput(type: GraphQLInputType, field: string, mutation: string): unknown {
  const plain = getNullableType(type)
  if (isListType(plain)) return [foreignInput(plain.ofType as GraphQLInputType, field, mutation)]
  if (isInputObjectType(plain)) {
    const fields = Object.values(plain.getFields()).filter((inner) => wanted(inner))
    return Object.fromEntries(fields.map((inner) => [inner.name, foreignInput(inner.type, inner.name, mutation)]))
  }
  if (isEnumType(plain)) return plain.getValues()[0]!.name
  const values: Record<string, unknown> = {
    ID: theirs.idFor(/member/i.test(field) ? 'member' : mutation, field),
    Int: 1,
    String: '甲试',
    Boolean: true,
    Date: '2026-02-02',
    DateTime: '2026-03-02T01:00:00Z',
  }
  return values[getNamedType(type).name]
}

function wanted(field: GraphQLInputField): boolean {
  return isNonNullType(field.type) || getNamedType(field.type).name === 'ID'
}

/** Everything that the other region's rows hold. */
async function theirRows(): Promise<unknown> {
  const tables = [
    'organization',
    'organization_placement',
    'organization_name',
    'organization_link',
    'member',
    'membership',
    'activity',
    'attendance',
    'activity_attachment',
    'import_run',
  ]
  return Promise.all(
    tables.map((table) =>
      world.sql(`SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest, '${table}' AS name FROM ${table} t`),
    ),
  )
}

describe('somebody of another subtree', () => {
  it('changes nothing by an id that he knows, with any mutation, and each attempt is on record', async () => {
    const before = await theirRows()
    const taken: string[] = []
    for (const mutation of mutations()) {
      const input = mutation.args.find(({ name }) => name === 'input')
      if (input === undefined) continue
      const { data, errors } = await officer.query(
        `mutation ($input: ${String(input.type)}) { ${mutation.name}(input: $input) { userErrors { code message } } }`,
        {
          input: foreignInput(input.type, 'input', mutation.name),
        },
      )
      const refused = errors.length > 0 || (data[mutation.name] as { userErrors: unknown[] }).userErrors.length > 0
      if (!refused) taken.push(mutation.name)
      const said = JSON.stringify([data, errors])
      expect({
        mutation: mutation.name,
        said: theirs.secrets.filter(
          (secret) => said.includes(secret) && !JSON.stringify(foreignInput(input.type, 'input', mutation.name)).includes(secret),
        ),
      }).toEqual({ mutation: mutation.name, said: [] })
      expect(errors.filter(({ code }) => code === undefined && !/Argument Validation/.test(errors[0]!.message))).toEqual([])
    }
    // an export of what is not his holds nothing, as the list does; what exports hold has tests of its own
    expect(taken).toEqual(['exportMembers', 'exportActivities', 'exportOrganizations'])
    expect(await theirRows()).toEqual(before)
    const denied = await world.sql<{ denied: number }>(
      `SELECT count(*)::int AS denied FROM audit_entry WHERE outcome = 'DENIED' AND actor_id = $1`,
      [officer.viewer.accountId],
    )
    expect(denied[0]!.denied).toBeGreaterThan(8)
  })

  it('cannot put a field into an input that is not his to set', async () => {
    const forbidden = [
      'role',
      'grants',
      'scopePath',
      'path',
      'segment',
      'createdBy',
      'createdAt',
      'passwordHash',
      'nationalIdIndex',
      'storageKey',
      'recordedBy',
      'expectedCount',
    ]
    // what a program may is what these are about; that it is no more than its manager's has tests of its own
    const aboutGrants = new Set(['CreateApiClientInput', 'UpdateApiClientInput'])
    for (const type of Object.values(world.schema.getTypeMap())) {
      if (!isInputObjectType(type) || aboutGrants.has(type.name)) continue
      expect({ type: type.name, fields: Object.keys(type.getFields()).filter((name) => forbidden.includes(name)) }).toEqual({
        type: type.name,
        fields: [],
      })
    }
    const { errors, data } = await administrator.query(
      `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { userErrors { code } } }`,
      {
        input: { code: 'MASS', name: '夹带', kind: 'PARTY', level: 'COMMITTEE', establishedOn: '2020-01-01', path: '/00000001' },
      },
    )
    expect(data).toBeNull()
    expect(errors[0]!.message).toContain('path')
  })

  it('is not let in by a path that only begins alike', () => {
    expect(covers(subtrees(['/00000001']), '/00000010')).toBe(false)
    expect(covers(subtrees(['/1']), '/10')).toBe(false)
    expect(covers(subtrees(['/1']), '/1/2')).toBe(true)
    expect(subtrees(['/1/2', '/1', '/10']).roots).toEqual(['/1', '/10'])
  })
})

describe('the entity manager', () => {
  it('does not take an absent id for any row', async () => {
    const organizations = world.dataSource.getRepository('Organization')
    await expect(organizations.findOneBy({ id: undefined })).rejects.toThrow()
    await expect(organizations.findOneBy({ id: null as unknown as string })).rejects.toThrow()
  })
})

describe('a text that is SQL', () => {
  const hostile = [`'||pg_sleep(3)--`, `"; DROP TABLE member; --`, `%_\\'`, `\u0027 OR 1=1`, `{1,2}`, `$1`]

  it('is a text in every argument of every query', async () => {
    for (const text of hostile) {
      const value = (argument: Parameters<typeof typeNameOf>[0]): unknown => {
        const type = typeNameOf(argument)
        if (type === 'String' || type === 'ID') return text
        if (/Filter$/.test(type))
          return Object.hasOwn((getNamedType(argument.type) as unknown as { getFields(): object }).getFields(), 'query')
            ? { query: text }
            : undefined
        if (type === 'OrganizationKind') return 'PARTY'
        if (type === 'CodeTableName') return 'SEX'
        if (type === 'ChangeEntity' && argument.name === 'entity') return 'MEMBER'
        if (type === 'ExportSource') return 'MEMBERS'
        if (type === 'ReconcileRange') return [{ from: text, count: 0, digest: text }]
        return argument.name === 'by' ? ['ORGANIZATION'] : undefined
      }
      for (const walk of walks(world.schema, 0, value)) {
        const { errors } = await administrator.query(walk.document, walk.variables)
        // an error that is ours has a code; one of the database would have none
        for (const error of errors.filter(({ message }) => message !== 'Argument Validation Error'))
          expect({ path: walk.paths[0], code: error.code, message: error.message }).toEqual({
            path: walk.paths[0],
            code: expect.stringMatching(/NOT_FOUND|BAD_USER_INPUT/),
            message: error.message,
          })
      }
    }
    expect((await world.sql<{ persons: number }>('SELECT count(*)::int AS persons FROM member'))[0]!.persons).toBeGreaterThan(0)
  })

  it('is kept as it is where it is a name', async () => {
    for (const [at, text] of hostile.entries()) {
      const { data, errors } = await administrator.query(
        `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { name } userErrors { code message } } }`,
        {
          input: {
            code: `SQL${at}`,
            name: `组织${text}`,
            kind: 'PARTY',
            level: 'COMMITTEE',
            establishedOn: '2020-01-01',
            documentNumber: text,
            idempotencyKey: text,
          },
        },
      )
      expect({ errors, answer: data.createOrganization }).toEqual({
        errors: [],
        answer: { organization: { name: `组织${text}` }, userErrors: [] },
      })
    }
  })
})
