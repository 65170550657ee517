import { each, leagueBranches, leagueCommittee, type ProgrammeLine, unions, women } from './programme.ts'

/** Point 14: the union, the league and the women's committee. */
export const massProgramme: readonly ProgrammeLine[] = [
  { type: 'UNION_MEMBERS_MEETING', by: unions, titles: { 3: '{year}年度工会会员大会' }, where: 'HALL' },
  { type: 'UNION_COMMITTEE_MEETING', by: unions, titles: each('工会委员会会议', [2, 5, 8, 11]), guests: [5, 7], where: 'ROOM' },
  { type: 'ELECTION', by: unions, titles: { 5: '工会换届选举大会' }, turns: 4, guests: [30, 45], where: 'HALL' },
  {
    type: 'STAFF_CULTURE_AND_SPORTS',
    by: unions,
    titles: { 4: '春季健步走', 6: '职工羽毛球赛', 9: '职工趣味运动会', 11: '职工乒乓球赛' },
    guests: [20, 35],
    where: 'SPORTS',
  },
  { type: 'SKILLS_CONTEST', by: unions, titles: { 7: '岗位技能竞赛' }, guests: [12, 20], where: 'HALL' },
  {
    type: 'WARMTH_DELIVERY',
    by: unions,
    titles: { 1: '送温暖：走访困难职工', 7: '送清凉：慰问一线职工' },
    guests: [5, 8],
    where: 'COMMUNITY',
  },
  { type: 'WOMEN_WORKERS_ACTIVITY', by: unions, titles: { 3: '“三八”女职工手工课堂' }, day: 6, guests: [12, 22], where: 'HALL' },
  {
    type: 'LEAGUE_MEMBERS_MEETING',
    by: leagueBranches,
    titles: { 1: '第一季度支部团员大会', 4: '第二季度支部团员大会', 7: '第三季度支部团员大会', 10: '第四季度支部团员大会' },
    where: 'ROOM',
  },
  { type: 'LEAGUE_COMMITTEE_MEETING', by: leagueBranches, titles: each('{month}月团支委会'), guests: [2, 3], where: 'ROOM' },
  {
    type: 'LEAGUE_LECTURE',
    by: leagueBranches,
    titles: { 3: '团课：团章和团史', 6: '团课：青春心向党', 9: '团课：新时代青年的责任', 12: '团课：年度学习交流' },
    where: 'ROOM',
  },
  {
    type: 'LEAGUE_THEME_DAY',
    by: leagueBranches,
    titles: { 3: '主题团日：雷锋精神青年说', 5: '主题团日：青春奋斗正当时', 9: '主题团日：强国有我', 11: '主题团日：弘扬宪法精神' },
    where: 'HALL',
  },
  { type: 'LEAGUE_APPRAISAL', by: leagueBranches, titles: { 1: '{lastYear}年度团员教育评议' }, where: 'ROOM' },
  { type: 'LEAGUE_REGISTRATION', by: leagueBranches, titles: { 2: '团籍年度注册' }, where: 'ROOM' },
  {
    type: 'YOUTH_VOLUNTEERING',
    by: leagueCommittee,
    titles: { 3: '青年志愿者：图书馆整架', 6: '青年志愿者：文化遗产日讲解', 8: '青年志愿者：暑期公益课堂', 12: '青年志愿者：国际志愿者日' },
    guests: [6, 10],
    where: 'COMMUNITY',
  },
  {
    type: 'LEAGUE_QUALITY_PROGRAMME',
    by: leagueCommittee,
    titles: { 4: '团员青年素质能力提升：公文写作', 10: '团员青年素质能力提升：讲解大赛' },
    guests: [8, 13],
    where: 'HALL',
    together: ['T0'],
  },
  { type: 'WOMEN_COMMITTEE_MEETING', by: women, titles: each('妇委会会议', [2, 5, 8, 11]), guests: [5, 7], where: 'ROOM' },
  {
    type: 'WOMEN_WORKERS_ACTIVITY',
    by: women,
    titles: { 3: '“三八”国际妇女节座谈会', 10: '女职工健康讲座' },
    guests: [30, 45],
    where: 'HALL',
  },
  { type: 'WOMEN_MODEL_POST', by: women, titles: { 4: '“巾帼文明岗”创建部署', 11: '“巾帼文明岗”评选' }, guests: [8, 12], where: 'HALL' },
]
