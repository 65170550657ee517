import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type Role } from '../../platform/access/permissions.ts'

/** A role, or a client's scopes, in an organisation's subtree for some kinds of organisation 「授权」. */
@Entity('access_grant')
export class AccessGrant {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string

  /** Of a person; null for an API client. */
  @Column({ type: 'text', nullable: true })
  role!: Role | null

  /** The permissions themselves, of an API client; null for a person. */
  @Column({ type: 'text', array: true, nullable: true })
  scopes!: string[] | null

  /** Null: every tree of the bureau. */
  @Column({ name: 'organization_id', type: 'uuid', nullable: true })
  organizationId!: string | null

  @Column({ type: 'text', array: true })
  kinds!: string[]
}
