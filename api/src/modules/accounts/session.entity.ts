import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One signed-in browser or program 「会话」. */
@Entity('session')
export class Session {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  /** A digest of the cookie's value: who reads the table cannot take over a session. */
  @Column({ name: 'token_hash', type: 'text', unique: true })
  tokenHash!: string

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @Column({ name: 'last_seen_at', type: 'timestamptz' })
  lastSeenAt!: Date

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null

  @Column({ type: 'text', nullable: true })
  address!: string | null

  @Column({ name: 'user_agent', type: 'text', nullable: true })
  userAgent!: string | null
}
