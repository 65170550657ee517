import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type OrganizationKind, type OrganizationLevel } from './organization.enums.ts'

/** A node of one of the five trees; where it stands and what it was called are effective-dated rows of their own. */
@Entity({ name: 'organization' })
export class Organization {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  code!: string

  @Column({ type: 'text' })
  kind!: OrganizationKind

  @Column({ type: 'text' })
  level!: OrganizationLevel

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text' })
  pinyin!: string

  @Column({ type: 'text' })
  initials!: string

  /** This node's own part of every path that leads through it. */
  @Column({ type: 'text' })
  segment!: string

  @Column({ type: 'date', name: 'established_on' })
  establishedOn!: string

  @Column({ type: 'date', name: 'dissolved_on', nullable: true })
  dissolvedOn!: string | null

  @Column({ type: 'int' })
  version!: number
}
