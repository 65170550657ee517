import { type CopyStep } from './copy.ts'
import { foundedOn, type SyntheticOrganization } from './organizations.ts'

const always = () => `[${foundedOn},)`

/** The rows of organisations with their history. */
export function organizationSteps(organizations: readonly SyntheticOrganization[]): CopyStep<SyntheticOrganization>[] {
  const step = (table: string, columns: CopyStep<SyntheticOrganization>['columns'], items = organizations) => ({
    table,
    columns,
    items,
    total: items.length,
  })
  return [
    step('organization', {
      id: ({ id }) => id,
      code: ({ code }) => code,
      kind: ({ kind }) => kind,
      level: ({ level }) => level,
      name: ({ name }) => name,
      pinyin: ({ pinyin }) => pinyin,
      initials: ({ initials }) => initials,
      segment: ({ segment }) => segment,
      established_on: () => foundedOn,
    }),
    step('organization_placement', {
      organization_id: ({ id }) => id,
      kind: ({ kind }) => kind,
      parent_id: ({ parent }) => parent?.id ?? null,
      path: ({ path }) => path,
      valid: always,
    }),
    step('organization_name', { organization_id: ({ id }) => id, name: ({ name }) => name, valid: always }),
    step('organization_event', {
      organization_id: ({ id }) => id,
      type: () => 'ESTABLISHED',
      effective_on: () => foundedOn,
      name_after: ({ name }) => name,
      related_after: ({ parent }) => parent?.id ?? null,
    }),
    step(
      'organization_link',
      { type: () => 'LED_BY', from_id: ({ id }) => id, to_id: ({ leader }) => leader?.id ?? null, valid: always },
      organizations.filter(({ leader }) => leader !== null),
    ),
  ]
}
