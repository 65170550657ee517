import { BlindIndex } from '../../platform/crypto/blind-index.ts'
import { defineModule, type Platform } from '../../platform/module.ts'
import { type AccountDirectory } from '../accounts/index.ts'
import { ImportSource } from '../imports/index.ts'
import { type MemberRegister } from '../members/index.ts'
import { MemberBatches } from './members/member-batch.ts'
import { SyncProposal } from './proposals/proposal.entity.ts'
import { syncProposalGraph } from './proposals/proposal.graph.ts'
import { SyncProposalChanges, SyncProposalQueries } from './proposals/proposal.resolver.ts'
import { SyncProposals } from './proposals/proposal.service.ts'
import { type OrdinaryServices, ProposalSteps } from './proposals/proposal-steps.ts'
import { SyncFiles } from './runs/sync-files.service.ts'
import { SyncRunJob } from './runs/sync-run.job.ts'
import { SyncRun, SyncRunRow } from './runs/sync-run.entity.ts'
import { syncRunGraph } from './runs/sync-run.graph.ts'
import { SyncRunQueries, SyncRunSteps } from './runs/sync-run.resolver.ts'
import { SyncRuns } from './runs/sync-run.service.ts'
import { SyncSourceResolver } from './sources/source.resolver.ts'
import { SyncSources } from './sources/source.service.ts'
import { SyncCalls } from './sync-calls.ts'
import { SyncErrorResolver, SyncResolver } from './sync.resolver.ts'
import { syncTexts } from './sync.texts.ts'
import { UnitBatches } from './units/unit-batch.ts'

interface Needs extends OrdinaryServices {
  readonly register: MemberRegister
  readonly accounts: AccountDirectory
}

/** Other systems keep the register true: batch by batch, with proposals where officers decide. */
export function syncModule({ writer, keys, cipher, files }: Pick<Platform, 'writer' | 'keys' | 'cipher' | 'files'>, needs: Needs) {
  const digests = new BlindIndex(keys, 'sync_record.digest')
  const members = new MemberBatches(needs.register, cipher, digests)
  const units = new UnitBatches(cipher, digests)
  const proposals = new SyncProposals(writer, cipher, new ProposalSteps(needs))
  const runs = new SyncRuns(writer, cipher, digests)
  const runFiles = new SyncFiles(writer, runs, new ImportSource(files), cipher)
  return defineModule({
    name: 'sync',
    entities: [SyncProposal, SyncRun, SyncRunRow],
    resolvers: [
      new SyncResolver(new SyncCalls(writer, digests), members, units),
      new SyncErrorResolver(),
      new SyncProposalQueries(),
      new SyncProposalChanges(proposals),
      new SyncSourceResolver(new SyncSources(writer)),
      new SyncRunQueries(),
      new SyncRunSteps(runs, runFiles),
    ],
    nodes: [syncProposalGraph, syncRunGraph],
    texts: syncTexts,
    queuedJobs: [new SyncRunJob(writer, needs.accounts, members, cipher, digests)],
    members,
    files: runFiles,
  })
}
