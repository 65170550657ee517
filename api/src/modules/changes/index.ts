export { changesModule } from './changes.module.ts'
export { type ChangeBell } from './change-bell.ts'
export { ChangeEntities, type ChangeEntity, type ChangeOp, ChangeOps, type ChangeStart, ChangeStarts } from './change.enums.ts'
export { type Change, type ChangeFeed, type ChangePage, mayFollow } from './change-feed.ts'
