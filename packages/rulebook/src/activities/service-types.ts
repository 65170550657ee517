import type { ActivityTypeDefinition } from './activity-type.ts'
import { allOrganizations, branches, leagueOrganizations } from './holders.ts'

/** Volunteering and care. */
export const serviceTypes = [
  {
    code: 'VOLUNTEER_SERVICE',
    name: { zh: '志愿服务', en: 'Volunteer service' },
    category: 'VOLUNTEERING',
    heldBy: allOrganizations,
    expected: 'NOBODY',
    planPoints: [9, 12],
  },
  {
    code: 'CIVILISED_CITY_VOLUNTEERING',
    name: { zh: '文明城市创建志愿服务', en: 'Volunteering for the civilised city' },
    category: 'VOLUNTEERING',
    heldBy: allOrganizations,
    expected: 'NOBODY',
    planPoints: [12],
  },
  {
    code: 'CONVENIENCE_SERVICE',
    name: { zh: '便民志愿服务', en: 'Convenience service' },
    category: 'VOLUNTEERING',
    heldBy: allOrganizations,
    expected: 'NOBODY',
    planPoints: [12],
  },
  {
    code: 'SOCIAL_GOVERNANCE_VOLUNTEERING',
    name: { zh: '社会治理志愿服务', en: 'Volunteering in social governance' },
    category: 'VOLUNTEERING',
    heldBy: allOrganizations,
    expected: 'NOBODY',
    planPoints: [12],
  },
  {
    code: 'COMMUNITY_PARTNERSHIP',
    name: { zh: '社区共建', en: 'Partnership with a community' },
    category: 'VOLUNTEERING',
    heldBy: allOrganizations,
    expected: 'NOBODY',
    planPoints: [12],
  },
  {
    code: 'YOUTH_VOLUNTEERING',
    name: { zh: '青年志愿服务', en: 'Young volunteers’ service' },
    category: 'VOLUNTEERING',
    heldBy: leagueOrganizations,
    expected: 'NOBODY',
    planPoints: [12, 14],
  },
  {
    code: 'HARDSHIP_VISIT',
    name: { zh: '困难走访慰问', en: 'Visit to somebody in hardship' },
    category: 'CARE',
    heldBy: allOrganizations,
    expected: 'NOBODY',
    planPoints: [13],
  },
  {
    code: 'POLITICAL_BIRTHDAY',
    name: { zh: '政治生日', en: 'Political birthday' },
    category: 'CARE',
    heldBy: { PARTY: branches },
    expected: 'NOBODY',
    planPoints: [13],
  },
] as const satisfies readonly ActivityTypeDefinition[]
