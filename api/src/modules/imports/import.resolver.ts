import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../platform/http/context.ts'
import { type ImportApplication } from './import-application.service.ts'
import { importRunGraph } from './import.graph.ts'
import { ApplyImportInput, DiscardImportInput, ImportPayload, ImportRowArgs, MapImportInput, StartImportInput } from './import.inputs.ts'
import { type ImportRunService } from './import-run.service.ts'
import { ImportRowConnection, type ImportRowType, ImportRunConnection, ImportRunType } from './import.type.ts'

@Resolver(() => ImportRunType)
export class ImportRunResolver {
  @Query(() => ImportRunConnection, { description: 'The viewer’s own imports, newest first 「导入批次」. Needs imports:run (FORBIDDEN).' })
  importRuns(@Args(() => PageArgs) page: PageArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.connection(importRunGraph, info, { ...page, order: 'NEWEST' })
  }

  @Query(() => ImportRunType, {
    nullable: true,
    description: 'One of the viewer’s own imports. Errors: NOT_FOUND for an unknown id and for somebody else’s.',
  })
  importRun(
    @Arg('id', () => ID, { description: 'The import’s id.' }) id: string,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.found(importRunGraph, info, id)
  }

  @FieldResolver(() => ImportRowConnection, {
    description: 'The rows of the file in their order, with what becomes of them; none while a required field has no column 「各行结果」.',
  })
  rows(@Root() row: ImportRunType, @Args(() => ImportRowArgs) _args: ImportRowArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<ImportRowType>>(row, info)
  }
}

@Resolver(() => ImportPayload)
export class ImportResolver {
  constructor(
    private readonly runs: ImportRunService,
    private readonly application: ImportApplication,
  ) {}

  @Authorized('imports:run')
  @Mutation(() => ImportPayload, {
    description:
      'Reads an uploaded file, guesses what its columns mean, and rehearses the import: every row has its outcome and findings, and nothing is in the register yet 「开始导入」.',
  })
  startImport(
    @Arg('input', () => StartImportInput, { description: 'The file.' }) input: StartImportInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.runs.start(context, input)
  }

  @Authorized('imports:run')
  @Mutation(() => ImportPayload, { description: 'Says what columns mean, and rehearses the import again 「对应字段」.' })
  mapImport(@Arg('input', () => MapImportInput, { description: 'The columns.' }) input: MapImportInput, @Ctx() context: SignedInContext) {
    return this.runs.map(context, input)
  }

  @Authorized('imports:run')
  @Mutation(() => ImportPayload, {
    description:
      'Carries the import out. Every row is checked again against the register as it is now; rejected ones are left out. Where an import broke off, it goes on there 「确认导入」.',
  })
  applyImport(
    @Arg('input', () => ApplyImportInput, { description: 'The import.' }) input: ApplyImportInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.application.apply(context, input)
  }

  @Authorized('imports:run')
  @Mutation(() => ImportPayload, { description: 'Gives an import up; what was read of its rows is removed 「放弃导入」.' })
  discardImport(
    @Arg('input', () => DiscardImportInput, { description: 'The import.' }) input: DiscardImportInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.runs.discard(context, input)
  }

  @FieldResolver(() => ImportRunType, {
    nullable: true,
    description: 'The import as it is now, also where the step was refused; null when there is none.',
  })
  importRun(@Root() { importRunId }: ImportPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return importRunId === null ? null : reader.byId(importRunGraph, info, importRunId)
  }
}
