import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type ChangeEntity } from '../changes/index.ts'
import { type WebhookProblem, type WebhookStatus } from './webhook.enums.ts'

/** An address that is told of changes 「变更推送」. */
@Entity({ name: 'webhook_endpoint' })
export class WebhookEndpoint {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  /** In whose name it follows the feed. */
  @Column({ type: 'uuid', name: 'owner_id' })
  ownerId!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text' })
  url!: string

  @Column({ type: 'text', array: true })
  entities!: ChangeEntity[]

  @Column({ type: 'uuid', name: 'organization_id', nullable: true })
  organizationId!: string | null

  @Column({ type: 'text', nullable: true })
  document!: string | null

  @Column({ type: 'text', name: 'secret_cipher' })
  secretCipher!: string

  @Column({ type: 'text', name: 'previous_secret_cipher', nullable: true })
  previousSecretCipher!: string | null

  @Column({ type: 'timestamptz', name: 'previous_secret_until', nullable: true })
  previousSecretUntil!: Date | null

  @Column({ type: 'text', default: 'ACTIVE' })
  status!: WebhookStatus

  @Column({ type: 'text', nullable: true })
  problem!: WebhookProblem | null

  @Column({ type: 'timestamptz', name: 'failing_since', nullable: true })
  failingSince!: Date | null

  @Column({ type: 'int', default: 0 })
  failures!: number

  @Column({ type: 'timestamptz', name: 'next_at', default: () => 'now()' })
  nextAt!: Date

  @Column({ type: 'text', nullable: true })
  cursor!: string | null

  @Column({ type: 'int', default: 1 })
  version!: number

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date
}
