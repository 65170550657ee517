import { type SyncFieldChangeType } from '../sync.type.ts'
import { type ProposalAspect } from './proposal.enums.ts'
import { type EarlierProposals, type WantedProposal } from './proposal.store.ts'

/** What a row’s proposals come to, beside what was proposed and decided before. */
export interface WeighedProposals {
  /** Whether an officer has something to decide about the row. */
  readonly waits: boolean
  readonly inserted: readonly WantedProposal[]
  readonly superseded: readonly string[]
  readonly differences: readonly SyncFieldChangeType[]
}

/**
 * What waits already is not filed twice; what was declined is not asked again; what waits about something of which the row says otherwise
 * is put away.
 */
export function weighProposals(
  wanted: readonly WantedProposal[],
  told: ReadonlySet<ProposalAspect>,
  earlier: EarlierProposals,
): WeighedProposals {
  const stays = ({ aspect, fingerprint }: WantedProposal) => earlier.waiting.get(aspect)?.fingerprint === fingerprint
  const declined = (proposal: WantedProposal) => !stays(proposal) && earlier.declined.get(proposal.aspect) === proposal.fingerprint
  const waiting = wanted.filter((proposal) => !declined(proposal))
  const kept = new Set(waiting.filter(stays).map(({ aspect }) => aspect))
  return {
    waits: waiting.length > 0,
    inserted: waiting.filter((proposal) => !stays(proposal)),
    superseded: [...earlier.waiting].flatMap(([aspect, { id }]) => (told.has(aspect) && !kept.has(aspect) ? [id] : [])),
    differences: wanted.map((proposal) => ({
      field: fieldsOfAspects[proposal.aspect],
      before: proposal.before,
      after: proposal.after,
      decision: declined(proposal) ? 'DECLINED' : 'PROPOSED',
    })),
  }
}

const fieldsOfAspects: Readonly<Record<ProposalAspect, string>> = {
  NAME: 'name',
  NATIONAL_ID: 'nationalId',
  UNIT: 'unit',
  EMPLOYMENT: 'employmentStatus',
  PARENT: 'parent',
  EXISTENCE: 'deleted',
}
