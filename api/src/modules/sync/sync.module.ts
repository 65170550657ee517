import { BlindIndex } from '../../platform/crypto/blind-index.ts'
import { defineModule, type Platform } from '../../platform/module.ts'
import { type MemberRegister } from '../members/index.ts'
import { SyncProposal } from './proposals/proposal.entity.ts'
import { syncProposalGraph } from './proposals/proposal.graph.ts'
import { SyncProposalChanges, SyncProposalQueries } from './proposals/proposal.resolver.ts'
import { SyncProposals } from './proposals/proposal.service.ts'
import { type OrdinaryServices, ProposalSteps } from './proposals/proposal-steps.ts'
import { MemberBatches } from './members/member-batch.ts'
import { SyncCalls } from './sync-calls.ts'
import { UnitBatches } from './units/unit-batch.ts'
import { SyncErrorResolver, SyncResolver } from './sync.resolver.ts'
import { syncTexts } from './sync.texts.ts'

/** Other systems keep the register true: batch by batch, with proposals where officers decide. */
export function syncModule({ writer, keys, cipher }: Pick<Platform, 'writer' | 'keys' | 'cipher'>, needs: { register: MemberRegister } & OrdinaryServices) {
  const digests = new BlindIndex(keys, 'sync_record.digest')
  const members = new MemberBatches(needs.register, cipher, digests)
  const units = new UnitBatches(cipher, digests)
  const proposals = new SyncProposals(writer, cipher, new ProposalSteps(needs))
  const calls = new SyncCalls(writer, digests)
  return defineModule({
    name: 'sync',
    entities: [SyncProposal],
    resolvers: [new SyncResolver(calls, members, units), new SyncErrorResolver(), new SyncProposalQueries(), new SyncProposalChanges(proposals)],
    nodes: [syncProposalGraph],
    texts: syncTexts,
    members,
  })
}
