import { BlindIndex } from '../../platform/crypto/blind-index.ts'
import { defineModule, type Platform } from '../../platform/module.ts'
import { type MemberRegister } from '../members/index.ts'
import { MemberBatches } from './members/member-batch.ts'
import { SyncCalls } from './sync-calls.ts'
import { SyncErrorResolver, SyncResolver } from './sync.resolver.ts'
import { syncTexts } from './sync.texts.ts'

/** Other systems keep the register true: batch by batch, with proposals where officers decide. */
export function syncModule({ writer, keys, cipher }: Pick<Platform, 'writer' | 'keys' | 'cipher'>, needs: { register: MemberRegister }) {
  const digests = new BlindIndex(keys, 'sync_record.digest')
  const members = new MemberBatches(needs.register, cipher, digests)
  const calls = new SyncCalls(writer, digests)
  return defineModule({
    name: 'sync',
    entities: [],
    resolvers: [new SyncResolver(calls, members), new SyncErrorResolver()],
    texts: syncTexts,
    members,
  })
}
