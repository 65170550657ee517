import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type ProposalAspect, type SyncProposalStatus, type SyncProposalType } from './proposal.enums.ts'

/** What a source says of a person or unit that an officer must decide. */
@Entity({ name: 'sync_proposal' })
export class SyncProposal {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  source!: string

  @Column({ type: 'text', name: 'external_id' })
  externalId!: string

  @Column({ type: 'text' })
  type!: SyncProposalType

  @Column({ type: 'text' })
  aspect!: ProposalAspect

  @Column({ type: 'uuid', name: 'member_id', nullable: true })
  memberId!: string | null

  @Column({ type: 'uuid', name: 'organization_id', nullable: true })
  organizationId!: string | null

  @Column({ type: 'text', nullable: true })
  before!: string | null

  @Column({ type: 'text', nullable: true })
  after!: string | null

  @Column({ type: 'jsonb' })
  target!: Readonly<Record<string, string | null>>

  @Column({ type: 'text', nullable: true })
  sealed!: string | null

  @Column({ type: 'date', name: 'effective_on', nullable: true })
  effectiveOn!: string | null

  @Column({ type: 'text' })
  status!: SyncProposalStatus

  @Column({ type: 'text', nullable: true })
  reason!: string | null

  @Column({ type: 'uuid', name: 'decided_by', nullable: true })
  decidedBy!: string | null

  @Column({ type: 'timestamptz', name: 'decided_at', nullable: true })
  decidedAt!: Date | null

  @Column({ type: 'int' })
  version!: number

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date
}
