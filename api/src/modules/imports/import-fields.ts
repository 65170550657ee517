import { type ImportTargetName } from './import.enums.ts'
import { type ImportField } from './mapping/import-field.ts'
import { organizationFields } from './organizations/organization-fields.ts'
import { rosterFields } from './roster/roster-fields.ts'

/** What a file may tell, by what it is imported into. */
export const importFields: Readonly<Record<ImportTargetName, readonly ImportField[]>> = {
  ORGANIZATIONS: organizationFields,
  ROSTER: rosterFields,
}
