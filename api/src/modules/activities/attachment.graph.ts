import { columns, expression, graph } from '../../platform/graph/graph.ts'
import { organizationInScope } from '../organizations/index.ts'
import { ActivityAttachment } from './attachment.entity.ts'

/** An attachment and its file, visible to whoever may see the activity. */
export const attachmentGraph = graph('Attachment', ActivityAttachment, {
  types: [],
  permission: 'activities:read',
  source: () => `(SELECT a.id, a.activity_id, a.created_at, a.file_id, f.filename, f.media_type, f.size FROM activity_attachment a JOIN stored_file f ON f.id = a.file_id)`,
  visible: (t, q, permission) => {
    const predicate = organizationInScope('owning.organization_id', q, permission)
    return predicate === null ? null : `EXISTS (SELECT FROM activity owning WHERE owning.id = ${t}.activity_id AND ${predicate})`
  },
  orders: {},
}).extend({
  ...columns(ActivityAttachment, ['id', 'createdAt']),
  filename: expression((t) => `${t}.filename`),
  mediaType: expression((t) => `${t}.media_type`),
  size: expression((t) => `${t}.size`),
  url: expression((t) => `('/files/' || ${t}.file_id)`),
})
