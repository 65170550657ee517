import { type EmployerNameFragment } from '#gql'

/** `市图书馆 / 业务科`: an institution's department with its institution; the bureau's own departments are known by their names. */
export function employerName(unit: EmployerNameFragment | null | undefined): string | undefined {
  if (!unit) return undefined
  return unit.parent?.level === 'INSTITUTION' ? `${unit.parent.name} / ${unit.name}` : unit.name
}
