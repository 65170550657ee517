import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql'
import { answered, type Connection, PageArgs } from '../../../platform/graph/page.type.ts'
import { type Context, type SignedInContext } from '../../../platform/http/context.ts'
import { fieldLabel, presets } from '../presets/preset-fields.ts'
import { SyncPresetType } from '../presets/preset.type.ts'
import { type SyncFiles } from './sync-files.service.ts'
import { syncRunGraph } from './sync-run.graph.ts'
import { AddSyncFileInput, AddSyncRowsInput, ApplySyncInput, StartSyncInput, SyncRunRowArgs, SyncRunStepInput } from './sync-run.inputs.ts'
import { type SyncRuns } from './sync-run.service.ts'
import { SyncRunConnection, SyncRunPayload, SyncRunRowConnection, type SyncRunRowType, SyncRunType } from './sync-run.type.ts'

@Resolver(() => SyncRunType)
export class SyncRunQueries {
  @Query(() => SyncRunConnection, {
    description: 'The viewer’s own syncs, newest first; with sync:approve, everybody’s 「同步批次」. Needs sync:run (FORBIDDEN).',
  })
  syncRuns(@Args(() => PageArgs) page: PageArgs, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return reader.connection(syncRunGraph, info, { ...page, order: 'NEWEST' })
  }

  @Query(() => SyncRunType, { nullable: true, description: 'One sync. Errors: NOT_FOUND for an unknown id and for somebody else’s.' })
  syncRun(
    @Arg('id', () => ID, { description: 'The sync’s id.' }) id: string,
    @Ctx() { reader }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reader.found(syncRunGraph, info, id)
  }

  @Authorized('sync:run')
  @Query(() => [SyncPresetType], { description: 'What kinds of files and foreign records call the fields of a row 「字段对应」.' })
  syncPresets(@Ctx() { language }: Context): SyncPresetType[] {
    const key = language === 'en' ? 'en' : 'zh'
    return presets.map(({ code, label, description, columns }) => ({
      code,
      label: label[key],
      description: description[key],
      columns: columns.map((column) => ({ name: column.label.zh, field: column.code, label: fieldLabel(column.code)[key] })),
    }))
  }

  @FieldResolver(() => SyncRunRowConnection, { description: 'Its rows in their order, but for those that say nothing new 「各行结果」.' })
  rows(@Root() row: SyncRunType, @Args(() => SyncRunRowArgs) _args: SyncRunRowArgs, @Info() info: GraphQLResolveInfo) {
    return answered<Connection<SyncRunRowType>>(row, info)
  }
}

@Resolver(() => SyncRunPayload)
export class SyncRunSteps {
  constructor(
    private readonly runs: SyncRuns,
    private readonly files: SyncFiles,
  ) {}

  @Authorized('sync:run')
  @Mutation(() => SyncRunPayload, {
    description: 'Begins a sync of any number of persons: rows are added, previewed, and applied as they were previewed 「开始同步」.',
  })
  startSync(@Arg('input', () => StartSyncInput, { description: 'The source.' }) input: StartSyncInput, @Ctx() context: SignedInContext) {
    return this.files.start(context, input)
  }

  @Authorized('sync:run')
  @Mutation(() => SyncRunPayload, { description: 'Adds rows 「添加数据」. Errors: NOT_FOUND, IDEMPOTENCY_MISMATCH.' })
  addSyncRows(
    @Arg('input', () => AddSyncRowsInput, { description: 'The rows.' }) input: AddSyncRowsInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.runs.addRows(context, input)
  }

  @Authorized('sync:run')
  @Mutation(() => SyncRunPayload, { description: 'Adds the rows of an uploaded file 「添加文件」. Errors: NOT_FOUND.' })
  addSyncFile(
    @Arg('input', () => AddSyncFileInput, { description: 'The file.' }) input: AddSyncFileInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.files.add(context, input)
  }

  @Authorized('sync:run')
  @Mutation(() => SyncRunPayload, {
    description:
      'Begins the preview: everything is done, chunk by chunk, and rolled back. `progress` tells how far it is 「预览」. Errors: NOT_FOUND.',
  })
  previewSync(
    @Arg('input', () => SyncRunStepInput, { description: 'The sync.' }) input: SyncRunStepInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.runs.preview(context, input)
  }

  @Authorized('sync:run')
  @Mutation(() => SyncRunPayload, {
    description:
      'Begins to apply what was previewed. A row that would come to something else by now is left out with CHANGED_SINCE_PREVIEW; what breaks off goes on by itself 「执行」. Errors: NOT_FOUND.',
  })
  applySync(
    @Arg('input', () => ApplySyncInput, { description: 'The sync and its preview.' }) input: ApplySyncInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.runs.apply(context, input)
  }

  @Authorized('sync:run')
  @Mutation(() => SyncRunPayload, { description: 'Gives a sync up; what was applied stays 「取消」. Errors: NOT_FOUND.' })
  cancelSync(@Arg('input', () => SyncRunStepInput, { description: 'The sync.' }) input: SyncRunStepInput, @Ctx() context: SignedInContext) {
    return this.runs.cancel(context, input)
  }

  @Authorized('sync:approve')
  @Mutation(() => SyncRunPayload, {
    description:
      'Lets a full sync go on in which more persons are missing than the source’s limit; never by whoever started it 「放行」. Errors: NOT_FOUND.',
  })
  liftSyncLimit(
    @Arg('input', () => SyncRunStepInput, { description: 'The sync.' }) input: SyncRunStepInput,
    @Ctx() context: SignedInContext,
  ) {
    return this.runs.liftLimit(context, input)
  }

  @FieldResolver(() => SyncRunType, {
    nullable: true,
    description: 'The sync as it is now, also where the step was refused; null when there is none.',
  })
  syncRun(@Root() { runId }: SyncRunPayload, @Ctx() { reader }: Context, @Info() info: GraphQLResolveInfo) {
    return runId === null ? null : reader.byId(syncRunGraph, info, runId)
  }
}
