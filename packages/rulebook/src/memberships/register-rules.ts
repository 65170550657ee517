import { rule } from '../framework/rule.ts'
import { qizhiRegister } from '../regulations.ts'

const register = { value: true, source: qizhiRegister.article(), certainty: 'S' } as const

export const membershipTransition = rule({
  id: 'membership.transition',
  title: { zh: '身份按规定的路径变更', en: 'A status changes only along the ways of the book' },
  refusal: { zh: '不能对“{from}”做“{verb}”', en: 'A {from} has no step "{verb}"' },
  ...register,
})

export const membershipOrder = rule({
  id: 'membership.order-of-dates',
  title: { zh: '身份变更按时间先后', en: 'Steps follow one another in time' },
  refusal: { zh: '日期 {on} 早于现有身份的起始日期 {since}', en: 'The day {on} is before {since}, when the present status began' },
  ...register,
})

export const membershipOnRecord = rule({
  id: 'membership.on-record',
  title: { zh: '登记已有身份', en: 'A membership that is held already is put on record' },
  ...register,
})

export const membershipDeath = rule({
  id: 'membership.death',
  title: { zh: '去世', en: 'Death' },
  ...register,
})

export const applicationEnds = rule({
  id: 'membership.application.ends',
  title: { zh: '申请人撤回申请、调离或离职', en: 'An application ends: withdrawn, moved away or left' },
  value: true,
  source: qizhiRegister.article(),
  certainty: '?',
})

export const membershipKindMatches = rule({
  id: 'membership.kind',
  title: { zh: '身份与组织类别一致', en: 'A membership is held in an organisation of its kind' },
  refusal: { zh: '{kind}身份不能编入{organizationKind}', en: 'A membership of a {kind} cannot be held in a {organizationKind}' },
  ...register,
})

export const membershipOneOpen = rule({
  id: 'membership.one-open',
  title: { zh: '每类身份同时只有一个', en: 'At most one open membership of each kind' },
  refusal: { zh: '该人员已有一个有效的同类身份', en: 'The person already holds an open membership of this kind' },
  ...register,
})

export const membershipInOpenOrganization = rule({
  id: 'membership.open-organization',
  title: { zh: '组织当日存在', en: 'The organisation exists on the day' },
  refusal: { zh: '该组织在 {on} 尚未成立或已经撤销', en: 'The organisation does not exist on {on}' },
  ...register,
})

export const birthDateKnown = rule({
  id: 'membership.birth-date',
  title: { zh: '新加入者须有出生日期', en: 'Whoever joins has a birth date on record' },
  refusal: { zh: '没有出生日期，无法核对年龄', en: 'There is no birth date, so the age cannot be verified' },
  ...register,
})
