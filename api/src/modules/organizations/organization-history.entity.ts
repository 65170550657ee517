import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type OrganizationEventKind, type OrganizationLinkKind } from './organization.enums.ts'

/** Where an organisation stood during a period. The open row is today's tree. */
@Entity({ name: 'organization_placement' })
export class OrganizationPlacement {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'organization_id' })
  organizationId!: string

  @Column({ type: 'uuid', name: 'parent_id', nullable: true })
  parentId!: string | null

  /** `/` and the 8 characters of each segment from the root down: a subtree is one b-tree range. */
  @Column({ type: 'text' })
  path!: string

  @Column({ type: 'daterange' })
  valid!: string
}

/** What an organisation was called during a period. */
@Entity({ name: 'organization_name' })
export class OrganizationName {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'organization_id' })
  organizationId!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'daterange' })
  valid!: string
}

/** Who leads whom, and which units an organisation serves, during a period. */
@Entity({ name: 'organization_link' })
export class OrganizationLink {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  type!: OrganizationLinkKind

  @Column({ type: 'uuid', name: 'from_id' })
  fromId!: string

  @Column({ type: 'uuid', name: 'to_id' })
  toId!: string

  @Column({ type: 'daterange' })
  valid!: string
}

/** What happened to an organisation, as its papers tell it. */
@Entity({ name: 'organization_event' })
export class OrganizationEvent {
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'uuid', name: 'organization_id' })
  organizationId!: string

  @Column({ type: 'text' })
  type!: OrganizationEventKind

  @Column({ type: 'date', name: 'effective_on' })
  effectiveOn!: string

  @Column({ type: 'text', name: 'document_number', nullable: true })
  documentNumber!: string | null

  @Column({ type: 'text', nullable: true })
  note!: string | null

  @Column({ type: 'text', name: 'name_before', nullable: true })
  nameBefore!: string | null

  @Column({ type: 'text', name: 'name_after', nullable: true })
  nameAfter!: string | null

  @Column({ type: 'uuid', name: 'related_before', nullable: true })
  relatedBefore!: string | null

  @Column({ type: 'uuid', name: 'related_after', nullable: true })
  relatedAfter!: string | null

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date
}
