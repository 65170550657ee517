export { loadDemoBureau } from './bureau/load-bureau.ts'
