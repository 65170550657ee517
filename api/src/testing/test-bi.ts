import { expect } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { aTestServer, type TestBrowser, type TestServer } from './test-server.ts'

/** What a BI tool does with the role that it was given. */
export interface TestTool {
  query<Row = Record<string, unknown>>(sql: string): Promise<Row[]>
  /** The code of the error that a statement ends in; `done` when it ends in none. */
  refused(sql: string): Promise<string>
  readonly notices: string[]
  readonly role: string
}

/** A committee P with the branches PA (seven members, two meetings) and PB (three members, one meeting), a unit U, and roles of BI tools. */
export class TestBi {
  /** By the codes of organisations; persons by those of their branches, with a number from 1. */
  readonly ids = new Map<string, string>()
  /** Roles are the whole server's, so each run has names of its own. */
  private readonly run = randomBytes(4).toString('hex')
  private readonly granted: string[] = []
  private readonly open: pg.Client[] = []

  private constructor(
    readonly server: TestServer,
    private readonly administrator: TestBrowser,
  ) {}

  static async begin(): Promise<TestBi> {
    const server = await aTestServer()
    const bi = new TestBi(server, await server.signedIn())
    await bi.fill()
    return bi
  }

  get access() {
    return this.server.app.modules.bi.access
  }

  /** The name of a role of this run; it is revoked in the end. */
  name(suffix: string = String(this.granted.length)): string {
    const name = `t${this.run}_${suffix}`
    this.granted.push(name)
    return name
  }

  /** A tool that signed in with a role of its own, over a connection of its own. */
  async tool(what: { organizations?: string[]; persons?: boolean }, options?: string): Promise<TestTool> {
    const { organizations = [], persons = false } = what
    const everything = organizations.length === 0
    const made = await this.access.grant({ name: this.name(), organizations, everything, persons, newPassword: false })
    expect(made.userErrors).toEqual([])
    return this.connected(made.role!, made.password!, options)
  }

  async connected(role: string, password: string, options?: string): Promise<TestTool> {
    const url = new URL(this.server.databaseUrl)
    const client = new pg.Client({
      host: url.searchParams.get('host') ?? url.hostname,
      port: Number(url.port || 5432),
      database: url.pathname.slice(1),
      user: role,
      password,
      ...(options === undefined ? {} : { options }),
    })
    const notices: string[] = []
    client.on('notice', ({ message }) => notices.push(String(message)))
    client.on('error', () => undefined)
    await client.connect()
    this.open.push(client)
    return {
      role,
      notices,
      query: async (sql) => (await client.query(sql)).rows as never,
      refused: (sql) =>
        client.query(sql).then(
          () => 'done',
          (error: pg.DatabaseError) => error.code ?? 'unknown',
        ),
    }
  }

  async disconnect(): Promise<void> {
    for (const client of this.open.splice(0)) await client.end()
  }

  async close(): Promise<void> {
    for (const name of this.granted) await this.access.revoke(name)
    await this.server.close()
  }

  private async fill(): Promise<void> {
    await this.organization('P', 'PARTY', 'COMMITTEE')
    for (const branch of ['PA', 'PB']) await this.organization(branch, 'PARTY', 'BRANCH', 'P')
    await this.organization('U', 'UNIT', 'BUREAU')
    for (const [branch, people] of [
      ['PA', 7],
      ['PB', 3],
    ] as const)
      for (let at = 1; at <= people; at += 1) await this.member(branch, at)
    for (const branch of ['PA', 'PA', 'PB']) await this.meeting(branch)
  }

  private async mutate(name: string, input: Record<string, unknown>, selection: string) {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
    const { body } = await this.administrator.query(
      `mutation ($i: ${type}!) { ${name}(input: $i) { ${selection} userErrors { message } } }`,
      {
        i: input,
      },
    )
    if (body.errors !== undefined || body.data[name].userErrors.length > 0) throw new Error(JSON.stringify(body))
    return body.data[name]
  }

  private async organization(code: string, kind: string, level: string, parent?: string): Promise<void> {
    const input = {
      kind,
      level,
      code,
      name: `组织${code}`,
      establishedOn: '2010-01-01',
      parentId: parent === undefined ? null : this.ids.get(parent),
    }
    this.ids.set(code, (await this.mutate('createOrganization', input, 'organization { id }')).organization.id)
  }

  private async member(branch: string, at: number): Promise<void> {
    const person = await this.mutate(
      'createMember',
      { name: `张三${branch}${'甲乙丙丁戊己庚'[at - 1]}`, sex: 'FEMALE', birthDate: '1980-05-06', employerUnitId: this.ids.get('U') },
      'member { id }',
    )
    this.ids.set(`${branch}${at}`, person.member.id)
    await this.mutate(
      'openMembership',
      { memberId: person.member.id, organizationId: this.ids.get(branch), kind: 'PARTY', status: 'FULL', validFrom: '2016-01-01' },
      'membership { id }',
    )
  }

  private async meeting(branch: string): Promise<void> {
    const { activity } = await this.mutate(
      'planActivity',
      {
        organizationId: this.ids.get(branch),
        typeCode: 'BRANCH_MEETING',
        title: `${branch}大会`,
        plannedStart: '2026-03-02T09:00:00+08:00',
      },
      'activity { id version }',
    )
    const held = await this.mutate(
      'holdActivity',
      { id: activity.id, version: activity.version, heldOn: '2026-03-02' },
      'activity { version }',
    )
    await this.mutate(
      'recordAttendance',
      { activityId: activity.id, version: held.activity.version, entries: [], othersExpected: 'PRESENT' },
      'activity { id }',
    )
  }
}

/** The codes of the organisations that a tool sees. */
export async function codesSeen(by: TestTool): Promise<string[]> {
  return (await by.query<{ code: string }>('SELECT code FROM organizations ORDER BY code')).map(({ code }) => code)
}
