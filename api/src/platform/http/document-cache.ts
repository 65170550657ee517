import { type DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** Parsed documents by the digest of their text, in Apollo's shape of such a store. Bounded by the text: whoever sends ever new ones only displaces others. */
export class DocumentCache {
  private readonly documents = new LRUCache<string, DocumentNode>({
    maxSize: 1_000_000,
    sizeCalculation: (document) => document.loc?.end ?? 1,
  })

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.documents.get(key)
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.documents.set(key, document)
  }

  async delete(key: string): Promise<boolean> {
    return this.documents.delete(key)
  }
}
