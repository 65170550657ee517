export { buildProduct, buildPrograms } from './product-build.ts'
export { type ApiProcess, type ApiReady, startApi } from './api-process.ts'
