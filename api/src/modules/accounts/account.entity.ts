import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm'
import { type Language } from '../../platform/i18n/language.ts'

/** A person who signs in, or a program that comes with a key 「账号」. */
@Entity('account')
export class Account {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text', unique: true })
  username!: string

  @Column({ name: 'display_name', type: 'text' })
  displayName!: string

  @Column({ type: 'text', default: 'PERSON' })
  kind!: 'PERSON' | 'CLIENT'

  /** Argon2id, with its parameters and salt; empty for a program, which never signs in. */
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string

  @Column({ name: 'must_change_password', type: 'boolean', default: false })
  mustChangePassword!: boolean

  /** Where reports are sent. */
  @Column({ type: 'text', nullable: true })
  email!: string | null

  /** The language of mails; null: Chinese. */
  @Column({ name: 'mail_language', type: 'text', nullable: true })
  mailLanguage!: Language | null

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null

  @VersionColumn({ type: 'int' })
  version!: number
}
