import { auditedChange, blankEntry, type Entry } from '../../members/index.ts'
import { type SyncFieldChangeType } from '../sync.type.ts'

/** What a row writes, field by field, as it may be shown: numbers masked, amounts hidden, units by name. */
export function changesShown(
  { before, after }: { readonly before: Entry | null; readonly after: Entry },
  { unitNames, personal }: { readonly unitNames: ReadonlyMap<string, string>; readonly personal: boolean },
): SyncFieldChangeType[] {
  const change = auditedChange(before ?? blankEntry(after.id), after)
  return Object.keys(change.after).map((field) => {
    const shown = (side: Record<string, unknown>) => {
      const value = side[field]
      if (typeof value !== 'string') return null
      if (field === 'birthDate' && !personal) return '***'
      return field === 'employerUnitId' ? (unitNames.get(value) ?? null) : value
    }
    return {
      field: field === 'employerUnitId' ? 'unit' : field,
      before: shown(change.before),
      after: shown(change.after),
      decision: 'APPLIED',
    }
  })
}
