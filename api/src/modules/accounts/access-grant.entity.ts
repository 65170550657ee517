import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type Role } from '../../platform/access/permissions.ts'

/** A role in an organisation's subtree for some kinds of organisation 「授权」. */
@Entity('access_grant')
export class AccessGrant {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string

  @Column({ type: 'text' })
  role!: Role

  /** Null: every tree of the bureau. */
  @Column({ name: 'organization_id', type: 'uuid', nullable: true })
  organizationId!: string | null

  @Column({ type: 'text', array: true })
  kinds!: string[]
}
