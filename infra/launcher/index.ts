export { buildAdmin } from './admin-build.ts'
export { type ApiProcess, type ApiReady, startApi } from './api-process.ts'
