export { buildSites } from './site-build.ts'
export { type ApiProcess, type ApiReady, startApi } from './api-process.ts'
