import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type MembershipEnding, type MembershipKind, type MembershipStatus } from './membership.enums.ts'

/** One period of a person's belonging to an organisation in one status. Periods of one person and kind never overlap. */
@Entity({ name: 'membership' })
export class Membership {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'member_id' })
  memberId!: string

  @Column({ type: 'text' })
  kind!: MembershipKind

  @Column({ type: 'uuid', name: 'organization_id' })
  organizationId!: string

  @Column({ type: 'text' })
  status!: MembershipStatus

  @Column({ type: 'daterange' })
  valid!: string

  /** Null while the period lasts. */
  @Column({ type: 'text', nullable: true })
  ending!: MembershipEnding | null

  @Column({ type: 'int' })
  version!: number
}
