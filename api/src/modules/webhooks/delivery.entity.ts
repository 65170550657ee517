import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type ChangeEntity, type ChangeOp } from '../changes/index.ts'
import { type DeliveryProblem, type DeliveryStatus } from './webhook.enums.ts'

/** What an endpoint is to be told of one change. */
@Entity({ name: 'webhook_delivery' })
export class WebhookDelivery {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'endpoint_id' })
  endpointId!: string

  @Column({ type: 'text', name: 'change_id' })
  changeId!: string

  @Column({ type: 'text' })
  entity!: ChangeEntity

  @Column({ type: 'uuid', name: 'entity_id' })
  entityId!: string

  @Column({ type: 'text' })
  op!: ChangeOp

  @Column({ type: 'timestamptz', name: 'occurred_at' })
  occurredAt!: Date

  @Column({ type: 'text', default: 'PENDING' })
  status!: DeliveryStatus

  @Column({ type: 'int', default: 0 })
  attempts!: number

  @Column({ type: 'timestamptz', name: 'next_at', default: () => 'now()' })
  nextAt!: Date

  @Column({ type: 'timestamptz', name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null
}

/** One attempt to deliver. */
@Entity({ name: 'webhook_attempt' })
export class WebhookAttempt {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'delivery_id' })
  deliveryId!: string

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date

  @Column({ type: 'int', name: 'status_code', nullable: true })
  statusCode!: number | null

  @Column({ type: 'text', nullable: true })
  problem!: DeliveryProblem | null

  @Column({ type: 'int' })
  milliseconds!: number

  @Column({ type: 'int' })
  bytes!: number

  @Column({ type: 'text', name: 'request_cipher', nullable: true })
  requestCipher!: string | null
}
