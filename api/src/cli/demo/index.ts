export { loadDemoBureau } from './bureau/load-bureau.ts'
export { loadScale, type Progress } from './scale/load-scale.ts'
export { scaleNames, scales, type ScaleName } from './scale/scale.ts'
