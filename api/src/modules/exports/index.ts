export { exportsModule } from './exports.module.ts'
export { exportDownloadRoute } from './export-download.route.ts'
