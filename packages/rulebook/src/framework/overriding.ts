import { obstacle, type Obstacle } from './obstacle.ts'
import { qizhiRegister } from '../regulations.ts'
import { rule, type Rule } from './rule.ts'
import { rulesAsOf, type RuleOverride } from './rules.ts'

export const overridingAllowed = rule({
  id: 'rulebook.override.allowed',
  title: { zh: '可由本地调整的规则', en: 'Rules that a place may set itself' },
  refusal: { zh: '“{rule}”不能由本地调整', en: '"{rule}" cannot be set by a place' },
  value: true,
  source: qizhiRegister.article(),
  certainty: 'S',
})

export const overridingTightens = rule({
  id: 'rulebook.override.tightens',
  title: { zh: '本地规定只能增加或收紧', en: 'A local rule may only add to or tighten a national one' },
  refusal: { zh: '本地值比“{rule}”的全国规定宽松', en: 'The local value is looser than the national rule "{rule}"' },
  value: true,
  source: qizhiRegister.article(),
  certainty: 'S',
})

/** Everything that stands in the way of a place's own value. */
export function overrideObstacles<Value>(of: Rule<Value>, override: RuleOverride & { readonly value: Value }): Obstacle[] {
  if (!of.tightens) return [obstacle(overridingAllowed, { rule: of.title })]
  const national = rulesAsOf(override.from).version(of).value
  return of.tightens(override.value, national) ? [] : [obstacle(overridingTightens, { rule: of.title })]
}
