export { countsModule } from './counts.module.ts'
export { countFacts, countSight, type CountSight, factColumns, factSums, factValues, placeDimensionNames } from './count-facts.ts'
export { checkCountQuery, countTable, ledgerIds, ledgerOf } from './count-tables.ts'
export {
  type BothLanguages,
  type CountComparison,
  type CountKey,
  type CountQuery,
  type CountSource,
  countSources,
  type CountTable,
  type CountTableRow,
  type CountTree,
} from './engine/count-query.ts'
export { CountComparisons, CountTrees } from './engine/count.enums.ts'
export { foldCounts } from './fold.ts'
export { MembershipChangeFilter } from './membership-change.inputs.ts'
export { models as countModels, mostTableRows } from './query-check.ts'
