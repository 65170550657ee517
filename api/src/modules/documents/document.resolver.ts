import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql'
import { type SignedInContext } from '../../platform/http/context.ts'
import { RegisterDocumentsInput, RegisterDocumentsPayload } from './document.inputs.ts'
import { type DocumentService } from './document.service.ts'

@Resolver()
export class DocumentResolver {
  constructor(private readonly documents: DocumentService) {}

  @Authorized()
  @Mutation(() => RegisterDocumentsPayload, {
    description:
      'Registers documents, which can then be sent by their digest: `{ "documentId": "sha256:…", "variables": { … } }` instead of `query` 「登记查询文档」. What they show is what whoever sends them may see. An account may register 2,000.',
  })
  registerDocuments(
    @Arg('input', () => RegisterDocumentsInput, { description: 'The documents.' }) input: RegisterDocumentsInput,
    @Ctx() context: SignedInContext,
    @Info() { schema }: GraphQLResolveInfo,
  ) {
    return this.documents.register(context, schema, input)
  }
}
