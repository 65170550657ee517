import { defineModule, type Platform } from '../../platform/module.ts'
import { synchronizeCatalogue } from './activity-catalogue.ts'
import { ActivityChangeResolver } from './activity-change.resolver.ts'
import { ActivityPlanning } from './activity-plan.service.ts'
import { ActivityTypeEntry } from './activity-type.entity.ts'
import { ActivityCoOrganizer } from './activity-co-organizer.entity.ts'
import { Activity } from './activity.entity.ts'
import { activityGraph } from './activity.graph.ts'
import { ActivityResolver } from './activity.resolver.ts'
import { ActivityService } from './activity.service.ts'
import { activityTexts } from './activity.texts.ts'
import { attachmentGuard } from './attachment-guard.ts'
import { ActivityAttachment } from './attachment.entity.ts'
import { AttachmentResolver } from './attachment.resolver.ts'
import { AttachmentService } from './attachment.service.ts'
import { Attendance } from './attendance.entity.ts'
import { AttendanceService } from './attendance.service.ts'
import { MemberAttendanceResolver } from './member-attendance.resolver.ts'

/** Activities: planned, held and archived by an organisation, with who was expected and who came. */
export function activitiesModule({ dataSource, writer, files }: Pick<Platform, 'dataSource' | 'writer' | 'files'>) {
  files.guardedBy(attachmentGuard(dataSource))
  const changes = new ActivityChangeResolver(new ActivityPlanning(writer), new ActivityService(writer), new AttendanceService(writer))
  return defineModule({
    name: 'activities',
    entities: [Activity, ActivityCoOrganizer, ActivityTypeEntry, Attendance, ActivityAttachment],
    resolvers: [new ActivityResolver(), changes, new AttachmentResolver(new AttachmentService(writer)), new MemberAttendanceResolver()],
    nodes: [activityGraph],
    texts: activityTexts,
    start: () => synchronizeCatalogue((sql, parameters) => dataSource.query(sql, parameters)),
  })
}
