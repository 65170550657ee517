import { type DataSource } from 'typeorm'
import { type FileGuard } from '../../platform/files/stored-files.ts'
import { isUuid } from '../../platform/graph/reader.ts'
import { Statement } from '../../platform/graph/statement.ts'
import { activityGraph } from './activity.graph.ts'

/** Whoever may read an activity may read the files attached to it. */
export function attachmentGuard(dataSource: DataSource): FileGuard {
  return async (viewer, fileId) => {
    if (!isUuid(fileId)) return false
    const q = new Statement({ scope: (permission) => viewer.scope(permission), language: 'zh-CN', asOf: null })
    const scope = activityGraph.scopePredicate('activity', q) ?? 'true'
    const readable = `SELECT EXISTS (SELECT FROM activity_attachment attached JOIN activity ON activity.id = attached.activity_id WHERE attached.file_id = ${q.param(fileId)}::uuid AND ${scope}) AS readable`
    const [answer] = await dataSource.query<{ readable: boolean }[]>(readable, q.parameters)
    return answer!.readable
  }
}
