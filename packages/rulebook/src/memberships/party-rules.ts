import { onlyHigher, rule } from '../framework/rule.ts'
import {
  admissionRules2014,
  branchRegulations2018,
  disciplineRegulations2023,
  memberEducationRegulations2019,
  partyConstitution2022,
  qizhiRegister,
} from '../regulations.ts'
import type { OrganizationLevel } from '../organizations/kinds.ts'

export const partyMembershipLevels = rule({
  id: 'party.membership.levels',
  title: { zh: '党员编入党的一个支部', en: 'Party membership is held in a branch' },
  refusal: { zh: '组织关系应编入党支部，不能直接编入{level}', en: 'Party membership is held in a branch, not in a {level}' },
  value: ['BRANCH', 'JOINT_BRANCH'] satisfies OrganizationLevel<'PARTY'>[],
  source: partyConstitution2022.article(8),
  certainty: 'S',
})

export const temporaryBranchAdmission = rule({
  id: 'party.temporary-branch.no-admission',
  title: { zh: '临时党支部不发展党员、不接转组织关系', en: 'A temporary branch admits nobody and holds no memberships' },
  refusal: {
    zh: '临时党支部不发展党员，组织关系保留在原支部',
    en: 'A temporary branch admits nobody; membership stays with the home branch',
  },
  value: true,
  source: branchRegulations2018.article(8),
  certainty: 'L',
})

export const partyApplicationAge = rule({
  id: 'party.application.age',
  title: { zh: '年满十八岁可以申请入党', en: 'Whoever is 18 or older may apply to join the Party' },
  refusal: { zh: '{on} 时年龄为 {age} 岁，不满 {needs} 岁', en: 'Aged {age} on {on}, under {needs}' },
  value: 18,
  source: admissionRules2014.article(5),
  certainty: 'S',
})

export const partyActivist = rule({
  id: 'party.activist.chosen',
  title: { zh: '确定入党积极分子', en: 'Activists are chosen by the branch committee and filed with the superior' },
  value: true,
  source: admissionRules2014.article('7–11'),
  certainty: 'S',
})

export const partyCandidateMinimum = rule({
  id: 'party.candidate.minimum',
  title: { zh: '积极分子经过一年以上培养教育', en: 'An activist is trained for at least a year before becoming a development target' },
  refusal: {
    zh: '自 {since} 确定为积极分子起须满 {months} 个月，最早 {earliest}',
    en: '{months} months must pass from {since}; {earliest} at the earliest',
  },
  value: 12,
  source: admissionRules2014.article(13),
  certainty: 'S',
  tightens: onlyHigher,
})

export const partyAdmission = rule({
  id: 'party.admission.meeting',
  title: { zh: '支部大会接收预备党员', en: 'The branch meeting admits a probationary member' },
  value: true,
  source: admissionRules2014.article('20, 21'),
  certainty: 'S',
})

export const partySetBack = rule({
  id: 'party.development.set-back',
  title: { zh: '退回上一培养阶段', en: 'Back to the previous stage of development' },
  value: true,
  source: qizhiRegister.article(),
  certainty: '?',
})

export const partyProbation = rule({
  id: 'party.probation.length',
  title: { zh: '预备期一年，自支部大会通过之日算起', en: 'Probation lasts one year from the meeting that admitted' },
  refusal: { zh: '预备期至 {end} 届满，此前不能转正', en: 'Probation lasts until {end}; not full before that day' },
  value: 12,
  source: admissionRules2014.article('31–35'),
  certainty: 'S',
})

export const partyProbationExtension = rule({
  id: 'party.probation.extension',
  title: { zh: '预备期延长一次，半年至一年', en: 'Probation is extended once, by half a year to a year' },
  refusal: {
    zh: '延长预备期应在 {min} 至 {max} 个月之间，这里是 {months} 个月',
    en: 'Probation is extended by {min} to {max} months, not by {months}',
  },
  value: { min: 6, max: 12 },
  source: admissionRules2014.article('31–35'),
  certainty: 'S',
})

export const partyDisqualification = rule({
  id: 'party.probation.disqualification',
  title: { zh: '取消预备党员资格', en: 'A probationary member is disqualified' },
  value: true,
  source: admissionRules2014.article('31–35'),
  certainty: 'S',
})

export const partyTransfer = rule({
  id: 'party.transfer',
  title: { zh: '转接组织关系', en: 'Party membership is transferred' },
  value: true,
  source: memberEducationRegulations2019.article(),
  certainty: 'S',
})

export const partyWithdrawal = rule({
  id: 'party.withdrawal',
  title: { zh: '党员有退党的自由', en: 'A Party member may withdraw' },
  value: true,
  source: partyConstitution2022.article(9),
  certainty: 'S',
})

export const partyRemoval = rule({
  id: 'party.removal',
  title: { zh: '党内除名', en: 'Removal from the Party' },
  value: true,
  source: partyConstitution2022.article(9),
  certainty: 'S',
})

/** A probationary member who deserves it is disqualified instead. */
export const partyExpulsion = rule({
  id: 'party.expulsion',
  title: { zh: '开除党籍', en: 'Expulsion from the Party' },
  value: true,
  source: disciplineRegulations2023.article(),
  certainty: 'L',
})

export const partyReturnAfterExpulsion = rule({
  id: 'party.expulsion.return',
  title: { zh: '开除党籍五年内不得重新入党', en: 'Nobody returns within five years of being expelled' },
  refusal: { zh: '{expelledOn} 被开除党籍，{earliest} 前不得重新入党', en: 'Expelled on {expelledOn}; no return before {earliest}' },
  value: 5,
  source: disciplineRegulations2023.article(),
  certainty: 'L',
})
