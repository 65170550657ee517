import { registerEnumType } from 'type-graphql'
import { type SnapshotFacts } from './snapshot-document.ts'
import { type SnapshotFault } from './snapshot-proof.ts'

export const SnapshotFactsKept = { KEPT: 'KEPT', PERSONS_NOT_TOLD: 'PERSONS_NOT_TOLD', TOO_MANY: 'TOO_MANY' } as const satisfies {
  [Kept in SnapshotFacts]: Kept
}
registerEnumType(SnapshotFactsKept, {
  name: 'SnapshotFacts',
  description: 'Whether the rows behind the figures were kept with a snapshot, so that changes can be explained 「台账留存」.',
  valuesConfig: {
    KEPT: { description: 'They were: a comparison names the rows 「已留存」.' },
    PERSONS_NOT_TOLD: {
      description:
        'Whoever took it may not see persons: only figures are compared, in the steps in which he was told them 「未留存：不得查看人员」.',
    },
    TOO_MANY: { description: 'They are too many, the persons behind them counted in: only figures are compared 「未留存：数量过大」.' },
  },
})

export const SnapshotFaults = {
  FIGURES: 'FIGURES',
  FACTS: 'FACTS',
  ORGANIZATIONS: 'ORGANIZATIONS',
  HEADER: 'HEADER',
  SIGNATURE: 'SIGNATURE',
  OTHER_KEY: 'OTHER_KEY',
} as const satisfies { [Fault in SnapshotFault]: Fault }
registerEnumType(SnapshotFaults, {
  name: 'SnapshotFault',
  description: 'What of a snapshot is not as it was signed 「校验问题」.',
  valuesConfig: {
    FIGURES: { description: 'The figures 「数据被改动」.' },
    FACTS: { description: 'The rows that were kept behind the figures 「台账留存被改动」.' },
    ORGANIZATIONS: { description: 'The organisations that it takes in, which decide who is shown it 「统计范围被改动」.' },
    HEADER: { description: 'Of what it is, when and by whom it was taken 「快照信息被改动」.' },
    SIGNATURE: { description: 'The signature is not of this digest 「签名不符」.' },
    OTHER_KEY: {
      description:
        'It was signed with another key than that of this installation, so nothing is known of the signature 「非本系统密钥签名」.',
    },
  },
})

export const SnapshotChangeReasons = { ADDED: 'ADDED', ENDED: 'ENDED', MOVED: 'MOVED', CORRECTED: 'CORRECTED' } as const
export type SnapshotChangeReason = keyof typeof SnapshotChangeReasons
registerEnumType(SnapshotChangeReasons, {
  name: 'SnapshotChangeReason',
  description: 'Why a row of the ledger makes a cell another than it was 「变化原因」. Every row that does has exactly one.',
  valuesConfig: {
    ADDED: {
      description:
        'Counted by the report now and not then. An activity: recorded since, or held, corrected or put back so that it now fulfils the report’s conditions. A place of a member: the person has come to a membership of this kind, or to an employer. A change of a membership: recorded since, also for a day before the snapshot 「新增」.',
    },
    ENDED: {
      description:
        'Counted then and no more. An activity: cancelled, or corrected so that it no longer fulfils the conditions. A place: the membership has ended without another of its kind, or the person left the employer. A change of a membership: taken back. Also what now stands where the viewer, or whoever took the snapshot, may not count 「减少」.',
    },
    MOVED: {
      description:
        'Counted then and now, in another place: the dimensions of organisation, leader, kind or level say something else, because the row was given to another organisation, the person was transferred, or the organisation itself was moved, merged or led by another. It leaves one cell and comes to another 「归属变动」.',
    },
    CORRECTED: {
      description:
        'Counted then and now in the same place, with other values: day, type, status, what the register says of the person, or the figures, such as attendance. It may leave one cell and come to another by that, or change the figures of its own 「内容变更」.',
    },
  },
})
