import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type EmploymentStatus, type Sex } from './member.enums.ts'

/** A natural person on the register. Numbers are kept encrypted, beside a masked form for reading and a keyed index for finding. */
@Entity({ name: 'member' })
export class Member {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  code!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text' })
  pinyin!: string

  @Column({ type: 'text' })
  initials!: string

  @Column({ type: 'text' })
  sex!: Sex

  @Column({ type: 'date', name: 'birth_date', nullable: true })
  birthDate!: string | null

  @Column({ type: 'text', nullable: true })
  ethnicity!: string | null

  @Column({ type: 'text', nullable: true })
  education!: string | null

  @Column({ type: 'text', name: 'political_status', nullable: true })
  politicalStatus!: string | null

  @Column({ type: 'text', name: 'national_id_cipher', nullable: true })
  nationalIdCipher!: string | null

  @Column({ type: 'text', name: 'national_id_index', nullable: true })
  nationalIdIndex!: string | null

  @Column({ type: 'text', name: 'national_id_masked', nullable: true })
  nationalIdMasked!: string | null

  @Column({ type: 'text', name: 'phone_cipher', nullable: true })
  phoneCipher!: string | null

  @Column({ type: 'text', name: 'phone_masked', nullable: true })
  phoneMasked!: string | null

  @Column({ type: 'uuid', name: 'employer_unit_id', nullable: true })
  employerUnitId!: string | null

  @Column({ type: 'text', name: 'employment_status' })
  employmentStatus!: EmploymentStatus

  /** YYYY-MM or YYYY-MM-DD: HR systems often know the month only. */
  @Column({ type: 'text', name: 'employment_started', nullable: true })
  employmentStarted!: string | null

  @Column({ type: 'text', nullable: true })
  post!: string | null

  @Column({ type: 'int' })
  version!: number
}

/** Another system's own id of a person. */
@Entity({ name: 'external_identity' })
export class ExternalIdentity {
  @PrimaryColumn({ type: 'text' })
  source!: string

  @PrimaryColumn({ type: 'text', name: 'external_id' })
  externalId!: string

  @Column({ type: 'uuid', name: 'member_id' })
  memberId!: string
}
