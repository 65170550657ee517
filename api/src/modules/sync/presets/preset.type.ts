import { Field, ObjectType } from 'type-graphql'

@ObjectType('SyncPresetColumn', {
  description: 'A column or key of a source, and the field of a row that it fills.',
  simpleResolvers: true,
})
export class SyncPresetColumnType {
  @Field(() => String, { description: 'What the source calls it.' })
  name!: string

  @Field(() => String, { description: 'The field of `SyncMemberRow`.' })
  field!: string

  @Field(() => String, { description: 'The field’s name, in the viewer’s language.' })
  label!: string
}

@ObjectType('SyncPreset', {
  description: 'What a kind of file or foreign record calls the fields of a row 「字段对应」.',
  simpleResolvers: true,
})
export class SyncPresetType {
  @Field(() => String, { description: 'For addSyncFile; never changes: ROSTER, CADRE, WECOM, DINGTALK, QIZHI.' })
  code!: string

  @Field(() => String, { description: 'Its name, in the viewer’s language.' })
  label!: string

  @Field(() => String, { description: 'What it is for.' })
  description!: string

  @Field(() => [SyncPresetColumnType], { description: 'Its columns.' })
  columns!: SyncPresetColumnType[]
}
