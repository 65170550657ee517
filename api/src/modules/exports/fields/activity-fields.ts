import { registerEnumType } from 'type-graphql'
import { describedFields, enumOf, type ExportField, field, listField } from './export-field.ts'
import { activityStatusWords } from './words.ts'

/** What an export of activities may tell. */
export const activityFields: readonly ExportField[] = [
  field('CODE', '活动编号', 'Code', 'code'),
  field('TITLE', '标题', 'Title', 'title'),
  field('TYPE_CODE', '类型编码', 'Type code', 'type.code'),
  field('TYPE', '活动类型', 'Type', 'type.name'),
  field('STATUS', '状态', 'Status', 'status', { words: activityStatusWords }),
  field('ON_DAY', '日期', 'Day', 'onDay'),
  field('PLANNED_START', '计划开始时间', 'Planned start', 'plannedStart', { shape: 'MOMENT' }),
  field('HELD_ON', '举办日期', 'Held on', 'heldOn'),
  field('ORGANIZATION_CODE', '主办组织编码', 'Organiser code', 'organization.code'),
  field('ORGANIZATION', '主办组织', 'Organiser', 'organization.name'),
  listField<{ name: string }>('CO_ORGANIZERS', '协办组织', 'Co-organisers', 'coOrganizers', ['name'], ({ name }) => name),
  field('TOPIC', '主题', 'Topic', 'topic'),
  field('PLACE', '地点', 'Place', 'place'),
  field('HOST', '主持人', 'Host', 'host'),
  field('EXPECTED_COUNT', '应到人数', 'Expected', 'expectedCount'),
  field('ATTENDANCE_COUNT', '到场人数', 'There', 'attendanceCount'),
  field('PRESENT_COUNT', '出席人数', 'Present', 'presentCount'),
  field('LEAVE_COUNT', '请假人数', 'Excused', 'leaveCount'),
  field('ABSENT_COUNT', '缺席人数', 'Absent', 'absentCount'),
  field('OBSERVER_COUNT', '列席人数', 'Observers', 'observerCount'),
  field('ATTENDANCE_RATE', '出勤率', 'Attendance rate', 'attendanceRate', { shape: 'RATE' }),
  field('AGENDA', '议程', 'Agenda', 'agenda'),
  field('MINUTES', '记录', 'Minutes', 'minutes'),
  field('CANCEL_REASON', '取消原因', 'Why cancelled', 'cancelReason'),
  field('CREATED_AT', '录入时间', 'Entered at', 'createdAt', { shape: 'MOMENT' }),
  field('ID', '标识', 'Id', 'id'),
]

export const ActivityExportFields = enumOf(activityFields)
registerEnumType(ActivityExportFields, {
  name: 'ActivityExportField',
  description: 'A column of an export of activities 「活动导出字段」.',
  valuesConfig: describedFields(activityFields),
})
