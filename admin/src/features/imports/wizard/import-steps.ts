import { type ImportStatus } from '#gql'

/** The steps of an import, in their order. The first has a page of its own: until the file is there, there is nothing to come back to. */
export const importSteps = ['file', 'mapping', 'preview', 'summary', 'result'] as const
export type ImportStep = (typeof importSteps)[number]

interface Progress {
  readonly status: ImportStatus
  readonly fields: readonly { readonly code: string; readonly required: boolean }[]
  readonly columns: readonly { readonly field?: string | null }[]
}

/** How far an import has come: the latest step that makes sense now. */
export function reachedStep(run: Progress): ImportStep {
  if (run.status !== 'DRAFT') return 'result'
  return missingFields(
    run.fields,
    run.columns.map((column) => column.field ?? null),
  ).length > 0
    ? 'mapping'
    : 'summary'
}

/** The step that is shown: the one in the address, as far as the import has come. */
export function shownStep(wanted: ImportStep, run: Progress): ImportStep {
  const reached = reachedStep(run)
  if (reached === 'result') return 'result'
  const at = Math.min(importSteps.indexOf(wanted), importSteps.indexOf(reached))
  return importSteps[Math.max(at, importSteps.indexOf('mapping'))] ?? 'mapping'
}

/** The required fields that no column is imported as. */
export function missingFields<Field extends { readonly code: string; readonly required: boolean }>(
  fields: readonly Field[],
  mapping: readonly (string | null)[],
): Field[] {
  return fields.filter((field) => field.required && !mapping.includes(field.code))
}
