import { type Permission } from '../../platform/access/permissions.ts'
import { type Viewer } from '../../platform/access/viewer.ts'
import { type Graph, type Sql } from '../../platform/graph/graph.ts'
import { type Statement } from '../../platform/graph/statement.ts'
import { activitiesWhere, type ActivityFilter, activityGraph } from '../activities/index.ts'
import { type MemberFilter, memberGraph, membersWhere } from '../members/index.ts'
import { type OrganizationFilter, organizationGraph, organizationsWhere } from '../organizations/index.ts'
import { type ExportSourceName } from './export.enums.ts'
import { activityFields } from './fields/activity-fields.ts'
import { type BothLanguages, type ExportField } from './fields/export-field.ts'
import { memberFields } from './fields/member-fields.ts'
import { organizationFields } from './fields/organization-fields.ts'

export type ExportFilter = MemberFilter | ActivityFilter | OrganizationFilter

/** What can be exported: the rows of a list of the API, found by that list's own filter. */
export interface ExportSource {
  readonly graph: Graph
  /** Everything that the rows and what stands in them are read under; the graph's own permission is the first. */
  readonly permissions: readonly Permission[]
  /** @throws AppError for a filter that the viewer may not use */
  readonly where: (filter: ExportFilter, viewer: Viewer) => (t: string, q: Statement) => Sql[]
  readonly fields: readonly ExportField[]
  readonly title: BothLanguages
}

/** All rows are read in the order of their codes, which never change: none is missed or told twice while others write. */
export const exportOrder = 'CODE_ASC'

export const exportSources: Readonly<Record<ExportSourceName, ExportSource>> = {
  MEMBERS: {
    graph: memberGraph,
    permissions: ['members:read', 'members:personal', 'organizations:read'],
    where: (filter, viewer) => membersWhere(filter as MemberFilter, viewer),
    fields: memberFields,
    title: { zh: '人员', en: 'members' },
  },
  ACTIVITIES: {
    graph: activityGraph,
    permissions: ['activities:read', 'organizations:read'],
    where: (filter) => activitiesWhere(filter as ActivityFilter),
    fields: activityFields,
    title: { zh: '活动', en: 'activities' },
  },
  ORGANIZATIONS: {
    graph: organizationGraph,
    permissions: ['organizations:read'],
    where: (filter) => organizationsWhere(filter as OrganizationFilter),
    fields: organizationFields,
    title: { zh: '组织', en: 'organizations' },
  },
}

/** The fields of these names, in the order in which they were asked for. */
export function fieldsNamed({ fields }: ExportSource, codes: readonly string[]): ExportField[] {
  return codes.flatMap((code) => fields.find((field) => field.code === code) ?? [])
}
