import { regulation } from './framework/regulation.ts'

/** What the register itself demands so that its figures hold together; no regulation, and shown as such. */
export const qizhiRegister = regulation({
  id: 'qizhi.register',
  title: { zh: '旗帜登记规则', en: 'Register rules of Qizhi' },
  effective: '2026-01-01',
})

// Party

export const partyConstitution2022 = regulation({
  id: 'party.constitution.2022',
  title: { zh: '中国共产党章程', en: 'Constitution of the Communist Party of China' },
  effective: '2022-10-22',
})

export const branchRegulations2018 = regulation({
  id: 'party.branch-regulations.2018',
  title: { zh: '中国共产党支部工作条例（试行）', en: 'Regulations on the Work of Party Branches (trial)' },
  effective: '2018-10-28',
})

export const stateOrganRegulations2019 = regulation({
  id: 'party.state-organ-regulations.2019',
  title: { zh: '中国共产党党和国家机关基层组织工作条例', en: 'Regulations on Party Grass-roots Organisations in Party and State Organs' },
  effective: '2019-12-27',
  effectiveCertainty: 'L',
})

export const electionRegulations2020 = regulation({
  id: 'party.election-regulations.2020',
  title: { zh: '中国共产党基层组织选举工作条例', en: 'Regulations on Elections of Party Grass-roots Organisations' },
  effective: '2020-07-13',
})

export const admissionRules2014 = regulation({
  id: 'party.admission-rules.2014',
  title: { zh: '中国共产党发展党员工作细则', en: 'Detailed Rules for Admitting Party Members' },
  effective: '2014-05-28',
})

export const memberEducationRegulations2019 = regulation({
  id: 'party.member-education-regulations.2019',
  title: { zh: '中国共产党党员教育管理工作条例', en: 'Regulations on Educating and Managing Party Members' },
  effective: '2019-05-06',
})

export const democraticLifeRules2016 = regulation({
  id: 'party.democratic-life-rules.2016',
  title: {
    zh: '县以上党和国家机关党员领导干部民主生活会若干规定',
    en: 'Rules on Democratic Life Meetings of Leading Party Members in Party and State Organs at and above the County Level',
  },
  effective: '2016-12-23',
  effectiveCertainty: 'L',
})

export const centreGroupRules2017 = regulation({
  id: 'party.centre-group-rules.2017',
  title: { zh: '中国共产党党委（党组）理论学习中心组学习规则', en: 'Rules on Theory Study of Party Committees’ Centre Groups' },
  effective: '2017-01-30',
})

export const ideologyResponsibility2015 = regulation({
  id: 'party.ideology-responsibility.2015',
  title: { zh: '党委（党组）意识形态工作责任制实施办法', en: 'Measures on Party Committees’ Responsibility for Ideology Work' },
  effective: '2015-10-03',
  effectiveCertainty: 'L',
})

export const governanceResponsibility2020 = regulation({
  id: 'party.governance-responsibility.2020',
  title: { zh: '党委（党组）落实全面从严治党主体责任规定', en: 'Rules on Party Committees’ Main Responsibility for Strict Governance' },
  effective: '2020-03-09',
  effectiveCertainty: 'L',
})

export const secretaryAppraisal2019 = regulation({
  id: 'party.secretary-appraisal.2019',
  title: {
    zh: '党委（党组）书记抓基层党建工作述职评议考核办法（试行）',
    en: 'Measures on Secretaries’ Reports on Grass-roots Party Building and Their Appraisal (trial)',
  },
  effective: '2019-12-01',
  effectiveCertainty: '?',
})

export const disciplineRegulations2023 = regulation({
  id: 'party.discipline-regulations.2023',
  title: { zh: '中国共产党纪律处分条例', en: 'Regulations on Disciplinary Sanctions of the Communist Party of China' },
  effective: '2024-01-01',
})

// Union and women

export const unionLaw2021 = regulation({
  id: 'union.law.2021',
  title: { zh: '中华人民共和国工会法', en: 'Trade Union Law of the People’s Republic of China' },
  effective: '2022-01-01',
})

export const unionConstitution2023 = regulation({
  id: 'union.constitution.2023',
  title: { zh: '中国工会章程', en: 'Constitution of the Trade Unions of China' },
  effective: '2023-10-12',
  effectiveCertainty: 'L',
})

export const unionMembershipMeasures2016 = regulation({
  id: 'union.membership-measures.2016',
  title: { zh: '工会会员会籍管理办法', en: 'Measures on Managing Union Membership' },
  effective: '2016-12-12',
  effectiveCertainty: 'L',
})

export const unionDelegates2019 = regulation({
  id: 'union.delegates-regulations.2019',
  title: { zh: '基层工会会员代表大会条例', en: 'Regulations on Delegates’ Congresses of Grass-roots Unions' },
  effective: '2019-01-15',
  effectiveCertainty: '?',
})

export const womenWorkersRegulations = regulation({
  id: 'union.women-workers-regulations',
  title: { zh: '工会女职工委员会工作条例', en: 'Regulations on Union Women Workers’ Committees' },
  effective: '2019-01-15',
  effectiveCertainty: '?',
})

// League

export const leagueConstitution2023 = regulation({
  id: 'league.constitution.2023',
  title: { zh: '中国共产主义青年团章程', en: 'Constitution of the Communist Youth League of China' },
  effective: '2023-06-22',
  effectiveCertainty: 'L',
})

export const leagueAdmissionRules2023 = regulation({
  id: 'league.admission-rules.2023',
  title: { zh: '中国共产主义青年团发展团员工作细则', en: 'Detailed Rules for Admitting League Members' },
  effective: '2023-01-01',
  effectiveCertainty: '?',
})

export const leagueBranchRegulations2019 = regulation({
  id: 'league.branch-regulations.2019',
  title: { zh: '中国共产主义青年团支部工作条例（试行）', en: 'Regulations on the Work of League Branches (trial)' },
  effective: '2019-06-26',
  effectiveCertainty: '?',
})
