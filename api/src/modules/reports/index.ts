export { reportsModule } from './reports.module.ts'
export { snapshotsModule } from './snapshots/snapshots.module.ts'
export { reportFilesRoute } from './files/report-files.route.ts'
export { reportSchedulesModule } from './schedules/schedules.module.ts'
