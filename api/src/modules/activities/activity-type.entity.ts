import { type ActivityCategory, type Expectation } from '@qizhi/rulebook'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type OrganizationKind, type OrganizationLevel } from '../organizations/index.ts'

/** A line of the catalogue of activities: the rule book's, kept in step at every start, or one of the bureau's own. */
@Entity({ name: 'activity_type' })
export class ActivityTypeEntry {
  @PrimaryColumn({ type: 'text' })
  code!: string

  @Column({ type: 'text' })
  category!: ActivityCategory

  @Column({ type: 'text', name: 'name_zh' })
  nameZh!: string

  @Column({ type: 'text', name: 'name_en' })
  nameEn!: string

  @Column({ type: 'text', array: true })
  kinds!: OrganizationKind[]

  @Column({ type: 'text', array: true })
  levels!: OrganizationLevel[]

  @Column({ type: 'text' })
  expects!: Expectation

  /** For the bureau's own types; a built-in one cites the rule book. */
  @Column({ type: 'text', nullable: true })
  source!: string | null

  @Column({ type: 'boolean', name: 'built_in' })
  builtIn!: boolean

  /** Its place in the catalogue. */
  @Column({ type: 'int' })
  position!: number
}
