import { useQuery } from '@vue/apollo-composable'
import { computed } from 'vue'
import { type ActivityTypeChoiceFragment, ActivityTypesDocument, type OrganizationKind, type OrganizationLevel } from '#gql'
import { shownInPlace } from '#ui/data/use-record.ts'
import { useActivityWords } from './use-activity-words.ts'

export interface TypeGroup {
  readonly category: string
  readonly label: string
  readonly types: readonly ActivityTypeChoiceFragment[]
}

/** The catalogue of activities, in its own order. */
export function useActivityTypes() {
  const { categoryName } = useActivityWords()
  const { result, loading } = useQuery(ActivityTypesDocument, null, { context: shownInPlace })
  const types = computed<readonly ActivityTypeChoiceFragment[]>(() => result.value?.activityTypes ?? [])

  const grouped = (some: readonly ActivityTypeChoiceFragment[]): TypeGroup[] => {
    const categories = [...new Set(some.map((type) => type.category))]
    return categories.map((category) => ({
      category,
      label: categoryName(category),
      types: some.filter((type) => type.category === category),
    }))
  }
  return { types, loading, grouped, nameOf: (code: string) => types.value.find((type) => type.code === code)?.name ?? code }
}

/** The types that an organisation of this kind and level may hold; the API has the last word. */
export function heldBy(
  types: readonly ActivityTypeChoiceFragment[],
  organization: { kind: OrganizationKind; level: OrganizationLevel },
): ActivityTypeChoiceFragment[] {
  return types.filter((type) => type.kinds.includes(organization.kind) && type.levels.includes(organization.level))
}

/** The types whose name or category says the words. */
export function typesNamed(groups: readonly TypeGroup[], words: string): TypeGroup[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return [...groups]
  return groups
    .map((group) => ({
      ...group,
      types: group.label.toLowerCase().includes(wanted)
        ? group.types
        : group.types.filter((type) => type.name.toLowerCase().includes(wanted)),
    }))
    .filter((group) => group.types.length > 0)
}
