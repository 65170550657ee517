import { type Region } from './region.ts'
import { isStructured, typeNameOf, type ValueFor } from './schema-walk.ts'

/** What the counts are counted by: dimensions that show something of a region. */
const countedBy: Record<string, string[]> = {
  activityCounts: ['ORGANIZATION', 'LED_BY', 'TYPE'],
  memberCounts: ['ORGANIZATION', 'LED_BY', 'EDUCATION'],
  membershipChanges: ['ORGANIZATION', 'LED_BY', 'CHANGE'],
}

/** The arguments of a walk: ids of `region`, wherever the schema takes one. */
export function valuesOf(region: Region): ValueFor {
  return (argument, field) => {
    const type = typeNameOf(argument)
    if (type === 'ID' && !isStructured(argument)) return region.idFor(field, argument.name)
    if (type === 'ExportSource') return 'MEMBERS'
    if (argument.name === 'source') return 'HR'
    if (argument.name === 'externalId') return region.externalId
    if (type === 'OrganizationKind' && argument.name === 'kind') return 'PARTY'
    if (type === 'CodeTableName') return 'SEX'
    if (type === 'ChangeEntity' && argument.name === 'entity') return 'MEMBER'
    if (type === 'ReconcileRange') return [{ count: 0, digest: '0'.repeat(16) }]
    if (argument.name === 'by') return countedBy[field] ?? ['ORGANIZATION']
    if (argument.name === 'organizationDepth') return 5
    return undefined
  }
}
