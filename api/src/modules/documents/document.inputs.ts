import { ArrayMaxSize, ArrayMinSize, MaxLength } from 'class-validator'
import { Field, InputType, ObjectType } from 'type-graphql'
import { RetryableInput } from '../../platform/database/retryable.input.ts'
import { UserError } from '../../platform/errors/user-error.type.ts'

@InputType({ description: 'Documents that are to be sent by their digest from now on.' })
export class RegisterDocumentsInput extends RetryableInput {
  @Field(() => [String], { description: 'GraphQL documents, 1 to 100, of at most 20,000 characters each.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @MaxLength(20_000, { each: true })
  documents!: string[]
}

@ObjectType({ description: 'What became of documents that were to be registered.', simpleResolvers: true })
export class RegisterDocumentsPayload {
  @Field(() => [String], {
    description:
      'The digests in the order of the documents, such as `sha256:2c26b46b…`: what is sent as `documentId` instead of `query`. Empty where something was refused.',
  })
  documentIds!: readonly string[]

  @Field(() => [UserError], { description: 'Which documents cannot be run, and why.' })
  userErrors!: readonly UserError[]
}
