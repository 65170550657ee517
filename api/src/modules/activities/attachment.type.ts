import { Field, ID, Int, ObjectType } from 'type-graphql'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'

@ObjectType('Attachment', { description: 'A file that belongs to an activity 「附件」.', simpleResolvers: true })
export class AttachmentType {
  @Field(() => ID, { description: 'The id of the attachment.' })
  id!: string

  @Field(() => String, { description: 'The name that the file came with.' })
  filename!: string

  @Field(() => String, { description: 'What it is, found out from its content, such as `application/pdf`.' })
  mediaType!: string

  @Field(() => Int, { description: 'Its size in bytes.' })
  size!: number

  @Field(() => String, { description: 'Where to get it: a path of this server, open to whoever may see the activity.' })
  url!: string

  @Field(() => DateTimeScalar, { description: 'When it was attached.' })
  createdAt!: string
}
