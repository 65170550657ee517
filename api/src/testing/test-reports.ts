import { expect } from '@jest/globals'
import { type TestAnswer, type TestClient } from './test-world.ts'

/** A report as mutations answer it. */
export interface TestReport {
  readonly id: string
  readonly version: number
  readonly currentVersion: number
  readonly [field: string]: unknown
}

/** Everything of a definition, so that it can be sent back as it came. */
export const definitionFields = `source
  activityFilter { kinds types statuses query } memberFilter { kinds statuses placeKinds query sexes ethnicities educations employmentStatuses bornFrom bornTo }
  membershipChangeFilter { kinds statuses changes sexes }
  rows columns measures organizationDepth tree having { measure from to } orderBy { measure direction } first emptyGroups compare chart showTotals showShares
  parameters { organization period from to asOf }`

const reportFields = `id code name description official owner { id displayName } source currentVersion version archivedAt viewerCan sharedWith { id } definition { ${definitionFields} }`

type ReportVerb = 'createReport' | 'updateReport' | 'shareReport' | 'archiveReport'

/** Sends a change of a report and leaves refusals to the caller. */
export function sendReport(client: TestClient, verb: ReportVerb, input: Record<string, unknown>): Promise<TestAnswer> {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  return client.query(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { report { ${reportFields} } userErrors { code field message } } }`,
    { input },
  )
}

/** Sends a change of a report that is done. */
export async function changedReport(client: TestClient, verb: ReportVerb, input: Record<string, unknown>): Promise<TestReport> {
  const { data, errors } = await sendReport(client, verb, input)
  expect(errors).toEqual([])
  expect(data[verb].userErrors).toEqual([])
  return data[verb].report as TestReport
}

/** Activities by type and month of this year, unless said otherwise. */
export function aDefinition(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { source: 'ACTIVITIES', rows: ['TYPE'], columns: ['MONTH'], measures: ['COUNT'], parameters: { period: 'THIS_YEAR' }, ...more }
}

export function aReport(client: TestClient, more: Record<string, unknown> = {}): Promise<TestReport> {
  return changedReport(client, 'createReport', { name: '活动一览', definition: aDefinition(), ...more })
}

const tableFields = `run { organization period from to asOf } rowHeadings { dimension title } columnHeadings { dimension title } headerRows { cells { title column columns rows } }
  columns { keys labels measure aspect unit isTotal } rows { keys labels values suppressed } totals { labels values suppressed } rest { labels values } rowCount suppressed`

/** Runs a report or a definition and leaves refusals to the caller. */
export async function ran(
  client: TestClient,
  args: { id?: string; definition?: unknown; parameters?: unknown },
): Promise<TestAnswer['data']> {
  const query = `query ($id: ID, $definition: ReportDefinitionInput, $parameters: ReportParametersInput) {
    reportResult(id: $id, definition: $definition, parameters: $parameters) { table { ${tableFields} } userErrors { code field message } } }`
  const { data, errors } = await client.query(query, args)
  expect(errors).toEqual([])
  return data.reportResult
}
