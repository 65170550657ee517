import { Initial1763856000000 } from './0001-initial.ts'
import { ImportProgress1763942400000 } from './0002-import-progress.ts'
import { ManyRowsAtOnce1763946000000 } from './0003-many-rows-at-once.ts'
import { MemberPlaces1763949600000 } from './0004-member-places.ts'
import { OpenRows1763953200000 } from './0005-open-rows.ts'
import { ParticipationsByYear1763956800000 } from './0006-participations-by-year.ts'
import { JobWorkers1763960400000 } from './0007-job-workers.ts'
import { Reports1763964000000 } from './0008-reports.ts'
import { ChangeFeed1764012000000 } from './0012-change-feed.ts'
import { Sync1764013000000 } from './0013-sync.ts'
import { Webhooks1764014000000 } from './0014-webhooks.ts'
import { Exports1764016000000 } from './0016-exports.ts'
import { ReportSnapshots1764009000000 } from './0009-report-snapshots.ts'
import { ReportSchedules1764010000000 } from './0010-report-schedules.ts'
import { ApiClients1764011000000 } from './0011-api-clients.ts'
import { SyncRuns1764017000000 } from './0017-sync-runs.ts'
import { Limits1764020000000 } from './0020-limits.ts'
import { BiViews1764018000000 } from './0018-bi-views.ts'
import { PlansOfTriggers1764022000000 } from './0022-plans-of-triggers.ts'
import { PartsOfWhatIsNew1764023000000 } from './0023-parts-of-what-is-new.ts'
import { PersonsOfAYear1764021000000 } from './0021-persons-of-a-year.ts'

/** Every step of the schema, oldest first. Steps go forward only and are never edited after landing. */
export const migrations = [
  Initial1763856000000,
  ImportProgress1763942400000,
  ManyRowsAtOnce1763946000000,
  MemberPlaces1763949600000,
  OpenRows1763953200000,
  ParticipationsByYear1763956800000,
  JobWorkers1763960400000,
  Reports1763964000000,
  ChangeFeed1764012000000,
  Sync1764013000000,
  Exports1764016000000,
  ReportSnapshots1764009000000,
  ReportSchedules1764010000000,
  ApiClients1764011000000,
  SyncRuns1764017000000,
  Limits1764020000000,
  BiViews1764018000000,
  PersonsOfAYear1764021000000,
  Webhooks1764014000000,
  PlansOfTriggers1764022000000,
  PartsOfWhatIsNew1764023000000,
]
