import { type GraphQLResolveInfo } from 'graphql'
import { AppError } from '../../../platform/errors/app-error.ts'
import { type Reader } from '../../../platform/graph/reader.ts'
import { selectionOf, wholeSelectionOf } from '../../../platform/graph/selection.ts'
import { isVerbatim } from '../../../platform/graph/verbatim.ts'
import { type Context } from '../../../platform/http/context.ts'
import { type CountArguments } from './count-types.ts'
import { compileCounts } from './compile.ts'
import { type CountModel, type CountRequest } from './model.ts'
import { problemsOf } from './problems.ts'

/** Answers a root field that counts. @throws AppError FORBIDDEN without the model's permission, BAD_USER_INPUT for what cannot be counted */
export function counted(model: CountModel, args: CountArguments, { reader, viewer }: Context, info: GraphQLResolveInfo): Promise<unknown> {
  if (viewer?.can(model.permission) === false) throw new AppError('FORBIDDEN')
  const { by, organizationDepth, tree, orderBy, first, emptyGroups, asOf, compare } = args
  const [filter, having] = [{ ...args.filter }, { ...args.having }]
  const request: CountRequest = { filter, by, organizationDepth, tree, asOf: asOf ?? null, having, orderBy, first, emptyGroups, compare: compare ?? null }
  return read(reader, model, request, info)
}

function read(reader: Reader, model: CountModel, request: CountRequest, info: GraphQLResolveInfo): Promise<unknown> {
  const [problem] = problemsOf(model, request)
  if (problem !== undefined) throw new AppError('BAD_USER_INPUT', problem.key, problem.params)
  const verbatim = isVerbatim(info)
  const fields = verbatim ? wholeSelectionOf(info) : selectionOf(info)
  return reader.remembered(fields, { of: request, asOf: request.asOf }, (q) => compileCounts(model, request, fields, q), verbatim)
}
