import {
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { AppError } from '../errors/app-error.ts'

/**
 * What is wrong with the variables of an operation: which, and what was expected there. The executors say it too, each in its own way
 * and quoting the values, which may be a national ID number.
 */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError[] {
  const problems: AppError[] = []
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node)
    const name = variable.name.value
    if (!isInputType(type)) continue
    const value = variables[name]
    if (value === undefined && (defaultValue !== undefined || !isNonNullType(type))) continue
    check(value, type, `$${name}`, problems)
  }
  return problems
    .slice(0, mostTold)
    .map(
      (problem) => new GraphQLError(problem.message, { originalError: problem, extensions: { code: problem.code, http: { status: 400 } } }),
    )
}

const mostTold = 10

function check(value: unknown, type: GraphQLInputType, path: string, problems: AppError[]): void {
  if (isNonNullType(type)) {
    if (value == null) problems.push(new AppError('BAD_USER_INPUT', 'input.variableRequired', { path, type: String(type) }))
    else check(value, type.ofType, path, problems)
  } else if (value == null) {
    return
  } else if (isListType(type)) {
    if (!Array.isArray(value)) check(value, type.ofType, path, problems)
    else for (const [index, item] of value.entries()) check(item, type.ofType, `${path}.${index}`, problems)
  } else if (isInputObjectType(type)) {
    if (typeof value !== 'object') return void problems.push(invalid(path, type))
    const fields = type.getFields()
    for (const name of Object.keys(value)) {
      if (fields[name] === undefined)
        problems.push(
          new AppError('BAD_USER_INPUT', 'input.variableUnknown', { path: `${path}.${name.slice(0, longestName)}`, type: String(type) }),
        )
    }
    for (const [name, field] of Object.entries(fields)) {
      const inner = (value as Record<string, unknown>)[name]
      if (inner !== undefined || field.defaultValue === undefined) check(inner, field.type, `${path}.${name}`, problems)
    }
  } else if (!isAccepted(value, type)) {
    problems.push(invalid(path, type))
  }
}

const longestName = 64

function invalid(path: string, type: GraphQLInputType): AppError {
  return new AppError('BAD_USER_INPUT', 'input.variable', { path, type: String(type) })
}

function isAccepted(value: unknown, type: GraphQLInputType): boolean {
  if (isNonNullType(type) || isListType(type) || isInputObjectType(type)) return true
  try {
    return isEnumType(type) ? typeof value === 'string' && type.getValue(value) !== undefined : type.parseValue(value) !== undefined
  } catch {
    return false
  }
}
