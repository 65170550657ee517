import { rule } from '../framework/rule.ts'
import { unionConstitution2023, unionLaw2021, unionMembershipMeasures2016 } from '../regulations.ts'
import type { OrganizationLevel } from '../organizations/kinds.ts'

export const unionMembershipLevels = rule({
  id: 'union.membership.levels',
  title: { zh: '会员编入基层工会', en: 'Union membership is held in a grass-roots union' },
  refusal: { zh: '会籍不能编入{level}', en: 'Union membership cannot be held in a {level}' },
  value: ['COMMITTEE', 'JOINT_COMMITTEE', 'SUB_UNION', 'GROUP'] satisfies OrganizationLevel<'UNION'>[],
  source: unionLaw2021.article('11, 12'),
  certainty: 'L',
})

export const unionJoining = rule({
  id: 'union.joining',
  title: { zh: '职工加入工会', en: 'Staff join the union' },
  value: true,
  source: unionMembershipMeasures2016.article(),
  certainty: 'S',
})

/** Retired and unemployed members keep their membership without dues and without a vote. */
export const unionRetention = rule({
  id: 'union.retention',
  title: { zh: '退休、失业等保留会籍', en: 'Retired and unemployed members retain their membership' },
  value: true,
  source: unionMembershipMeasures2016.article(3),
  certainty: 'S',
})

export const unionFollowsJob = rule({
  id: 'union.follows-job',
  title: { zh: '会籍随劳动关系变动', en: 'Union membership follows the job' },
  value: true,
  source: unionMembershipMeasures2016.article(3),
  certainty: 'S',
})

export const unionWithdrawal = rule({
  id: 'union.withdrawal',
  title: { zh: '会员有退会自由', en: 'A union member may withdraw' },
  value: true,
  source: unionConstitution2023.article(),
  certainty: 'L',
})

export const unionExpulsion = rule({
  id: 'union.expulsion',
  title: { zh: '开除会籍', en: 'Expulsion from the union' },
  value: true,
  source: unionConstitution2023.article(),
  certainty: 'L',
})
