import { expect } from '@jest/globals'
import { type TestAnswer, type TestClient } from './test-world.ts'

const snapshotFields = `id name note reportVersion report { id } takenOn takenAt takenBy { id displayName } everywhere scope { code } ruleBook facts factCount digest
  run { organization period from to asOf } organization { code } definition { source rows columns measures }
  table { run { from to } rows { keys labels values suppressed } totals { values suppressed } rest { values } rowCount suppressed }
  verification { holds faults digest signature key { id algorithm publicKey pem } }`

/** Asks for a snapshot and leaves refusals to the caller. */
export function sendSnapshot(client: TestClient, input: Record<string, unknown>): Promise<TestAnswer> {
  return client.query(
    `mutation ($input: TakeSnapshotInput!) { takeSnapshot(input: $input) { snapshot { ${snapshotFields} } userErrors { code field message } } }`,
    { input },
  )
}

/** Takes a snapshot that can be taken. */
export async function aSnapshot(client: TestClient, reportId: string, more: Record<string, unknown> = {}): Promise<TestAnswer['data']> {
  const { data, errors } = await sendSnapshot(client, { reportId, ...more })
  expect(errors).toEqual([])
  expect(data.takeSnapshot.userErrors).toEqual([])
  return data.takeSnapshot.snapshot
}

export function foundSnapshot(client: TestClient, id: string): Promise<TestAnswer> {
  return client.query(`query ($id: ID!) { reportSnapshot(id: $id) { ${snapshotFields} } }`, { id })
}

const changeFields = `totalCount nodes { reason part earlier was { day labels values } is { day labels values } organizationThen { code } organizationNow { code }
  activity { id } member { id } membership { id } }`

const cellFields = `row column rowLabels columnLabels changed figures { measure title aspect then now difference }`

/** Holds a snapshot against today: every changed cell with the rows behind it. */
export function sendComparison(client: TestClient, id: string, { changes = true } = {}): Promise<TestAnswer> {
  const rows = changes ? `changes(first: 200) { ${changeFields} }` : ''
  return client.query(
    `query ($id: ID!) { snapshotComparison(id: $id) { comparedAt facts changedCells table { rows { keys values } rowCount } ${rows} cells(first: 400) { ${cellFields} ${rows} } } }`,
    { id },
  )
}

export async function compared(client: TestClient, id: string, options: { changes?: boolean } = {}): Promise<TestAnswer['data']> {
  const { data, errors } = await sendComparison(client, id, options)
  expect(errors).toEqual([])
  return data.snapshotComparison
}

/** One cell, changed or not, with its rows by reason. */
export async function comparedCell(client: TestClient, id: string, at: { row: unknown; column: unknown }): Promise<TestAnswer['data']> {
  const byReason = ['ADDED', 'ENDED', 'MOVED', 'CORRECTED'].map(
    (reason) => `${reason}: changes(reason: ${reason}, first: 50) { ${changeFields} }`,
  )
  const { data, errors } = await client.query(
    `query ($id: ID!, $at: SnapshotCellInput!) { snapshotComparison(id: $id) { cells(at: $at) { ${cellFields} ${byReason.join(' ')} } } }`,
    { id, at },
  )
  expect(errors).toEqual([])
  return data.snapshotComparison.cells[0]
}
