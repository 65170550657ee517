import { type MappedRow } from '../mapping/mapped-row.ts'
import { type ImportBatch, type ImportTarget, resultOf, type RowResult } from '../import-target.ts'
import { establishOrganizations, holdEveryTree, organizationsByCode } from '../../organizations/index.ts'
import { type Transaction } from '../../../platform/database/write.ts'
import { organizationFields, type OrganizationField } from './organization-fields.ts'
import { OrganizationPlan } from './organization-plan.ts'
import { type OrganizationRecord, readOrganization } from './organization-record.ts'
import { type OrganizationRows, orderOrganizations } from './organization-rows.ts'

/**
 * Organisations: parents and leaders may stand anywhere in the file, so it is written as a whole. What stands on the register already is
 * not renamed or moved: such changes have an effective day and a document, and an officer makes them.
 */
export const organizationImport: ImportTarget = {
  fields: organizationFields,
  action: 'import.organizations',
  batches(rows, today): ImportBatch[] {
    const records = (rows as readonly MappedRow<OrganizationField>[]).map((row) => readOrganization(row, today))
    const ordered = orderOrganizations(records)
    return [{ write: (tx) => write(tx, records, ordered) }]
  },
}

async function write(tx: Transaction, records: readonly OrganizationRecord[], rows: OrganizationRows): Promise<RowResult[]> {
  await holdEveryTree(tx)
  const codes = records.flatMap(({ code, parentCode, leaderCode }) => [code, parentCode, leaderCode].filter((each) => each !== null))
  const plan = new OrganizationPlan(rows.byCode, await organizationsByCode(tx, codes), tx)
  for (const record of rows.ordered) plan.decide(record)
  await establishOrganizations(tx, plan.organizations, plan.leaderships)
  const repeated = new Set(rows.repeated)
  return records.map((record) => {
    if (repeated.has(record)) return resultOf(record, record.row.findings, 'UNCHANGED')
    const { outcome, findings } = plan.decisions.get(record)!
    return resultOf(record, findings, outcome)
  })
}
