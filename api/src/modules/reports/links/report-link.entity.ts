import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type Language } from '../../../platform/i18n/language.ts'
import { type ReportParameters } from '../definition/report-definition.type.ts'

/** An address that opens one report for whoever has it; of its secret only a digest is kept 「数据链接」. */
@Entity({ name: 'report_link' })
export class ReportLink {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text', name: 'token_hash', unique: true })
  tokenHash!: string

  /** In whose scope the report is run. */
  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string

  @Column({ type: 'uuid', name: 'report_id' })
  reportId!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'jsonb', nullable: true })
  parameters!: ReportParameters | null

  @Column({ type: 'text' })
  language!: Language

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null
}
