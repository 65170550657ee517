import { Field, ID, ObjectType } from 'type-graphql'
import { connectionType } from '../graph/page.type.ts'
import { DateTimeScalar } from '../graph/scalars.ts'

@ObjectType('FieldChange', { description: 'What a change did to one field; sensitive values are masked.', simpleResolvers: true })
export class FieldChangeType {
  @Field(() => String, { description: 'The name of the field.' })
  field!: string

  @Field(() => String, { nullable: true, description: 'The value before; null when there was none.' })
  before!: string | null

  @Field(() => String, { nullable: true, description: 'The value after; null when there is none.' })
  after!: string | null
}

@ObjectType('AuditEntry', { description: 'Who did what, when and why 「审计记录」. Entries are never changed or removed.', simpleResolvers: true })
export class AuditEntryType {
  @Field(() => ID, { description: 'Opaque and sortable by time.' })
  id!: string

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string

  @Field(() => String, { description: 'The display name of who did it, as it was then.' })
  actorName!: string

  @Field(() => String, { description: 'What was done, such as `member.update`.' })
  action!: string

  @Field(() => String, { nullable: true, description: 'The purpose or reason that was given.' })
  reason!: string | null

  @Field(() => [FieldChangeType], { description: 'The fields that changed.' })
  changes!: FieldChangeType[]
}

export const AuditEntryConnection = connectionType('AuditEntry', () => AuditEntryType, 'audit entries')
