import { rule } from '../framework/rule.ts'
import { leagueAdmissionRules2023, leagueConstitution2023 } from '../regulations.ts'
import type { OrganizationLevel } from '../organizations/kinds.ts'

export const leagueMembershipLevels = rule({
  id: 'league.membership.levels',
  title: { zh: '团员编入团的一个支部', en: 'League membership is held in a branch' },
  refusal: { zh: '团组织关系应编入团支部，不能直接编入{level}', en: 'League membership is held in a branch, not in a {level}' },
  value: ['BRANCH'] satisfies OrganizationLevel<'LEAGUE'>[],
  source: leagueConstitution2023.article(),
  certainty: 'L',
})

/** Up to and including the 28th birthday: 二十八周岁以下 includes the number itself. */
export const leagueApplicationAge = rule({
  id: 'league.application.age',
  title: { zh: '十四周岁以上、二十八周岁以下可以申请入团', en: 'Young people of 14 to 28 may apply to join the league' },
  refusal: { zh: '{on} 时年龄为 {age} 周岁，应在 {min} 至 {max} 周岁之间', en: 'Aged {age} on {on}, not between {min} and {max}' },
  value: { min: 14, max: 28 },
  source: leagueConstitution2023.article(1),
  certainty: 'S',
})

export const leagueAdmission = rule({
  id: 'league.admission.meeting',
  title: { zh: '支部大会接收团员', en: 'The branch meeting admits a league member' },
  value: true,
  source: leagueAdmissionRules2023.article(),
  certainty: 'L',
})

export const leagueTransfer = rule({
  id: 'league.transfer',
  title: { zh: '转接团组织关系', en: 'League membership is transferred' },
  value: true,
  source: leagueConstitution2023.article(),
  certainty: 'L',
})

export const leagueWithdrawal = rule({
  id: 'league.withdrawal',
  title: { zh: '团员有退团的自由', en: 'A league member may withdraw' },
  value: true,
  source: leagueConstitution2023.article(),
  certainty: 'L',
})

export const leagueRemoval = rule({
  id: 'league.removal',
  title: { zh: '团内除名', en: 'Removal from the league' },
  value: true,
  source: leagueConstitution2023.article(),
  certainty: 'L',
})

export const leagueExpulsion = rule({
  id: 'league.expulsion',
  title: { zh: '开除团籍', en: 'Expulsion from the league' },
  value: true,
  source: leagueConstitution2023.article(),
  certainty: 'L',
})

export const leagueAgeOut = rule({
  id: 'league.age-out',
  title: { zh: '年满二十八周岁且未担任团内职务的离团', en: 'Whoever is 28 and holds no league office leaves the league' },
  refusal: { zh: '{on} 时年龄为 {age} 周岁，年满 {needs} 周岁才离团', en: 'Aged {age} on {on}; members leave at {needs}' },
  value: 28,
  source: leagueConstitution2023.article(),
  certainty: 'S',
})

export const leagueOfficeKeepsMembership = rule({
  id: 'league.age-out.office',
  title: { zh: '担任团内职务的保留团籍', en: 'A league office keeps its holder in the league' },
  refusal: { zh: '仍担任团内职务，不办理超龄离团', en: 'Still holds a league office and does not leave by age' },
  value: true,
  source: leagueConstitution2023.article(),
  certainty: 'S',
})
