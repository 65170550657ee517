import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What a program's account is beyond an account 「接口应用」. */
@Entity('api_client')
export class ApiClient {
  /** The account’s. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text', nullable: true })
  description!: string | null

  /** Networks from where its keys and tokens are taken; null: from anywhere. */
  @Column({ type: 'cidr', array: true, nullable: true })
  addresses!: string[] | null

  @Column({ name: 'created_by', type: 'uuid', nullable: true })
  createdBy!: string | null

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date
}

/** One key of a program; the key itself is kept nowhere 「接口密钥」. */
@Entity('api_key')
export class ApiKey {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string

  /** How it begins; names it in lists and logs. */
  @Column({ type: 'text', unique: true })
  prefix!: string

  @Column({ name: 'key_hash', type: 'text', unique: true })
  keyHash!: string

  @Column({ name: 'created_by', type: 'uuid', nullable: true })
  createdBy!: string | null

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null
}

/** What a program asked for on one day 「调用量」. */
@Entity('api_client_use')
export class ApiClientUse {
  @PrimaryColumn({ name: 'client_id', type: 'uuid' })
  clientId!: string

  @PrimaryColumn({ type: 'date' })
  day!: string

  @Column({ type: 'bigint' })
  requests!: string

  @Column({ type: 'bigint' })
  errors!: string
}

/** What a program uses of the schema that will go 「已弃用字段的使用」. */
@Entity('api_client_deprecated_use')
export class DeprecatedUse {
  @PrimaryColumn({ name: 'client_id', type: 'uuid' })
  clientId!: string

  @PrimaryColumn({ type: 'text' })
  element!: string

  @Column({ type: 'bigint' })
  uses!: string

  @Column({ name: 'first_used_at', type: 'timestamptz' })
  firstUsedAt!: Date

  @Column({ name: 'last_used_at', type: 'timestamptz' })
  lastUsedAt!: Date
}
