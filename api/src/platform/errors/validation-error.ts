import { type ValidationError } from 'class-validator'
import { type ArgumentValidationError } from 'type-graphql'

/** A field that its input class does not accept, and the names of the rules it breaks. Never its value. */
export interface FailedField {
  readonly path: readonly string[]
  readonly rules: readonly string[]
}

/** The fields that failed, in the order of the class. */
export function failedFields(error: ArgumentValidationError): FailedField[] {
  return error.extensions['validationErrors'].flatMap((failure) => flatten(failure, []))
}

function flatten(failure: ValidationError, above: readonly string[]): FailedField[] {
  const path = [...above, failure.property]
  const own = failure.constraints === undefined ? [] : [{ path, rules: Object.keys(failure.constraints) }]
  return [...own, ...(failure.children ?? []).flatMap((child) => flatten(child, path))]
}
