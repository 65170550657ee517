import { Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionType, NodeType } from '../../platform/graph/page.type.ts'
import { DateTimeScalar } from '../../platform/graph/scalars.ts'
import { OrganizationType } from '../organizations/index.ts'
import { CountSources } from './definition/report-names.ts'
import { ReportDefinition } from './definition/report-definition.type.ts'
import { type ReportAction, ReportActions } from './report.enums.ts'

@ObjectType('ReportAuthor', { description: 'The account of whoever made something 「作者」.', simpleResolvers: true })
export class ReportAuthorType {
  @Field(() => ID, { description: 'The account.' })
  id!: string

  @Field(() => String, { description: 'What colleagues are shown.' })
  displayName!: string
}

@ObjectType('ReportVersion', { description: 'What a report was from a moment on; it never changes 「报表版本」.', simpleResolvers: true })
export class ReportVersionType {
  @Field(() => Int, { description: 'From 1, without gaps.' })
  number!: number

  @Field(() => String, { description: 'What the report was called then.' })
  name!: string

  @Field(() => ReportDefinition, { description: 'What it counted, and how it was laid out.' })
  definition!: ReportDefinition

  @Field(() => ReportAuthorType, { nullable: true, description: 'Who made the version; null for official layouts.' })
  createdBy!: ReportAuthorType | null

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string
}

export const ReportVersionConnection = connectionType('ReportVersion', () => ReportVersionType, 'versions of a report')

@ObjectType('Report', {
  implements: NodeType,
  description:
    'A count that somebody named, with its layout and parameters, or an official layout. Whoever runs it gets what he may see 「报表」.',
  simpleResolvers: true,
})
export class ReportType extends NodeType {
  @Field(() => String, { description: 'Short and unique; never changes.' })
  code!: string

  @Field(() => String, { description: 'What it is called.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description!: string | null

  @Field(() => Boolean, {
    description: 'Whether it is an official layout: everybody sees it, nobody changes it, anybody may copy it 「官方表式」.',
  })
  official!: boolean

  @Field(() => ReportAuthorType, { nullable: true, description: 'Whose it is; null for official layouts 「所有者」.' })
  owner!: ReportAuthorType | null

  @Field(() => CountSources, { description: 'What it counts.' })
  source!: string

  @Field(() => ReportDefinition, { description: 'What it counts and how it is laid out, in the current version 「定义」.' })
  definition!: ReportDefinition

  @Field(() => OrganizationType, {
    nullable: true,
    description: 'The organisation of its parameters; null when there is none, or outside the viewer’s scope 「统计组织」.',
  })
  organization!: object | null

  @Field(() => Int, { description: 'The number of the current version of the definition 「版本号」.' })
  currentVersion!: number

  @Field(() => [OrganizationType], {
    description:
      'The organisations that it is shared with, in the viewer’s scope: those who look after one of them, something below or something above see it 「共享给」.',
  })
  sharedWith!: object[]

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was archived; null while it is in use.' })
  archivedAt!: string | null

  @Field(() => Int, { description: 'For updates: a stale one is refused (STALE_VERSION).' })
  version!: number

  @Field(() => [ReportActions], { description: 'What the viewer may do with it now.' })
  viewerCan!: ReportAction[]

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  updatedAt!: string
}

export const ReportConnection = connectionType('Report', () => ReportType, 'reports')
