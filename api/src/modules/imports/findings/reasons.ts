import { type Refusal, refusalText, type Text } from '@qizhi/codes'
import { type Obstacle, ruleById, type Rules } from '@qizhi/rulebook'

/** Why a value could not be read, in both languages. */
export function reasonOf(refusal: Refusal): Text {
  return { zh: refusalText(refusal, 'zh'), en: refusalText(refusal, 'en') }
}

/** What a rule has against a row, and where the rule stands. */
export function ruleReason(obstacle: Obstacle, rules: Rules): { reason: Text; article: Text } {
  const rule = ruleById(obstacle.ruleId)
  return { reason: obstacle, article: rule === undefined ? { zh: obstacle.ruleId, en: obstacle.ruleId } : rules.cite(rule).source }
}
