import { type Viewer } from '../../../platform/access/viewer.ts'
import { type SyncRunAction, type SyncRunStatus } from './sync-run.enums.ts'

/** What decides about the next steps of a sync. */
export interface RunFacts {
  readonly status: SyncRunStatus
  readonly whole: boolean
  readonly rowCount: number
  readonly absentCount: number
  readonly knownCount: number
  /** Ten-thousandths. */
  readonly absenceLimit: number
  readonly liftedBy: string | null
  readonly createdBy: string
}

/** Whether more of the known persons are missing than may be by one person’s word. */
export function isBeyond({ whole, absentCount, knownCount, absenceLimit, liftedBy }: RunFacts): boolean {
  return whole && liftedBy === null && absentCount * 10_000 > knownCount * absenceLimit
}

/** From which states each step may be taken. */
export const steps: Readonly<Record<SyncRunAction, readonly SyncRunStatus[]>> = {
  ADD_ROWS: ['OPEN', 'PREVIEWED'],
  PREVIEW: ['OPEN', 'PREVIEWED'],
  APPLY: ['PREVIEWED'],
  CANCEL: ['OPEN', 'PREVIEWING', 'PREVIEWED', 'APPLYING'],
  LIFT_LIMIT: ['PREVIEWED'],
}

/** What the viewer may do with a sync now. */
export function actionsOf(facts: RunFacts, viewer: Viewer): SyncRunAction[] {
  const isOwn = facts.createdBy === viewer.accountId
  const may: Readonly<Record<SyncRunAction, boolean>> = {
    ADD_ROWS: isOwn,
    PREVIEW: isOwn && facts.rowCount > 0,
    APPLY: isOwn && !isBeyond(facts),
    CANCEL: isOwn,
    LIFT_LIMIT: !isOwn && isBeyond(facts) && viewer.scope('sync:approve').everything,
  }
  return (Object.keys(may) as SyncRunAction[]).filter((action) => may[action] && steps[action].includes(facts.status))
}
