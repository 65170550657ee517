import { activityCategories, type ActivityCategory, expectations, type Expectation } from '@qizhi/rulebook'
import { registerEnumType } from 'type-graphql'

export const ActivityStatuses = { PLANNED: 'PLANNED', HELD: 'HELD', ARCHIVED: 'ARCHIVED', CANCELLED: 'CANCELLED' } as const
export type ActivityStatus = keyof typeof ActivityStatuses
registerEnumType(ActivityStatuses, {
  name: 'ActivityStatus',
  description: 'Where an activity stands: planned, held, archived; or planned and cancelled 「活动状态」.',
  valuesConfig: {
    PLANNED: { description: 'Planned; who is expected is frozen 「已策划」.' },
    HELD: { description: 'Held; it counts 「已举办」.' },
    ARCHIVED: { description: 'Held and closed: nothing of it changes any more; it counts 「已归档」.' },
    CANCELLED: { description: 'It did not take place 「已取消」.' },
  },
})

export const AttendanceStatuses = { PRESENT: 'PRESENT', LEAVE: 'LEAVE', ABSENT: 'ABSENT', OBSERVER: 'OBSERVER' } as const
export type AttendanceStatus = keyof typeof AttendanceStatuses
registerEnumType(AttendanceStatuses, {
  name: 'AttendanceStatus',
  description: 'Whether somebody came 「出勤情况」.',
  valuesConfig: {
    PRESENT: { description: 'Came 「出席」.' },
    LEAVE: { description: 'Was excused 「请假」.' },
    ABSENT: { description: 'Did not come 「缺席」.' },
    OBSERVER: { description: 'Sat in without taking part 「列席」.' },
  },
})

export const ActivityActions = {
  UPDATE: 'UPDATE',
  HOLD: 'HOLD',
  ARCHIVE: 'ARCHIVE',
  CANCEL: 'CANCEL',
  RECORD_ATTENDANCE: 'RECORD_ATTENDANCE',
  ATTACH: 'ATTACH',
  EXCLUDE: 'EXCLUDE',
} as const
export type ActivityAction = keyof typeof ActivityActions
registerEnumType(ActivityActions, {
  name: 'ActivityAction',
  description: 'What the viewer may do with an activity now; a screen need not derive it.',
  valuesConfig: {
    UPDATE: { description: 'Change what is said of it 「修改」.' },
    HOLD: { description: 'State that it was held 「登记举办」.' },
    ARCHIVE: { description: 'Close it for good 「归档」.' },
    CANCEL: { description: 'Call it off 「取消」.' },
    RECORD_ATTENDANCE: { description: 'Record who came: on the planned day, and once it was held 「登记出勤」.' },
    ATTACH: { description: 'Attach and remove files 「管理附件」.' },
    EXCLUDE: { description: 'Say who is not expected after all, and why 「调整应到人员」.' },
  },
})

export const ActivityOrders = { DAY_ASC: 'DAY_ASC', DAY_DESC: 'DAY_DESC', CODE_ASC: 'CODE_ASC', CODE_DESC: 'CODE_DESC' } as const
export type ActivityOrder = keyof typeof ActivityOrders
registerEnumType(ActivityOrders, {
  name: 'ActivityOrder',
  description: 'Orders of a list of activities.',
  valuesConfig: {
    DAY_ASC: { description: 'By `onDay`, the earliest first.' },
    DAY_DESC: { description: 'By `onDay`, the latest first.' },
    CODE_ASC: { description: 'By code, ascending.' },
    CODE_DESC: { description: 'By code, descending.' },
  },
})

export const ActivityCategories = named(activityCategories)
export { type ActivityCategory }
registerEnumType(ActivityCategories, {
  name: 'ActivityCategory',
  description: 'The groups in which the catalogue of activities is shown 「活动类别」.',
  valuesConfig: described(activityCategories),
})

export const ActivityExpectations = named(expectations)
export type ActivityExpectation = Expectation
registerEnumType(ActivityExpectations, {
  name: 'ActivityExpectation',
  description: 'Who is expected at activities of a type, of the organiser and all that stands under it 「应到范围」.',
  valuesConfig: described(expectations),
})

function named<Name extends string>(texts: Readonly<Record<Name, unknown>>): { readonly [Each in Name]: Each } {
  return Object.fromEntries(Object.keys(texts).map((name) => [name, name])) as { readonly [Each in Name]: Each }
}

function described<Name extends string>(texts: Readonly<Record<Name, { readonly zh: string; readonly en: string }>>): Record<Name, { description: string }> {
  const entries = Object.entries<{ readonly zh: string; readonly en: string }>(texts)
  return Object.fromEntries(entries.map(([name, { zh, en }]) => [name, { description: `${en[0]!.toUpperCase()}${en.slice(1)} 「${zh}」.` }])) as Record<Name, { description: string }>
}
