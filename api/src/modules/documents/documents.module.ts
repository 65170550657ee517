import { defineModule, type Platform } from '../../platform/module.ts'
import { DocumentResolver } from './document.resolver.ts'
import { DocumentService } from './document.service.ts'
import { documentTexts } from './document.texts.ts'

/** GraphQL documents that programs register once and send by their digest. */
export function documentsModule({ writer }: Pick<Platform, 'writer'>) {
  return defineModule({
    name: 'documents',
    entities: [],
    resolvers: [new DocumentResolver(new DocumentService(writer))],
    texts: documentTexts,
  })
}
