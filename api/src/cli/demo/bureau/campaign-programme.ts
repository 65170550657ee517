import { branches, each, generalBranches, partyCommittee, type ProgrammeLine } from './programme.ts'

/** Points 2 and 9 to 13: contests and awards, model posts, brands, the banner campaign, volunteers, care. */
export const campaignProgramme: readonly ProgrammeLine[] = [
  { type: 'CHORUS_CONTEST', by: partyCommittee, titles: { 6: '“颂党恩跟党走”合唱比赛' }, day: 25, guests: [120, 160], where: 'HALL', together: ['T0', 'L0', 'W0'] },
  { type: 'ESSAY_CONTEST', by: partyCommittee, titles: { 5: '庆祝建党{anniversary}周年主题征文' }, guests: [40, 60], where: 'ROOM' },
  { type: 'SPEECH_CONTEST', by: partyCommittee, titles: { 9: '“我身边的榜样”演讲比赛' }, guests: [60, 80], where: 'HALL' },
  { type: 'RECITATION', by: { ...generalBranches, codes: ['P6', 'P30'] }, titles: { 4: '世界读书日经典诵读' }, day: 23, guests: [15, 25], where: 'HALL' },
  { type: 'ART_EXHIBITION', by: { ...generalBranches, codes: ['P12', 'P15'] }, titles: { 6: '“翰墨颂党恩”书法美术展' }, guests: [15, 25], where: 'HALL' },
  { type: 'STAGE_PRODUCTION', by: { ...generalBranches, codes: ['P18', 'P33'] }, titles: { 7: '红色剧目《旗帜》首演', 10: '红色剧目进校园' }, guests: [18, 26], where: 'HALL' },
  { type: 'PARTY_HISTORY_STUDY', by: { ...generalBranches, codes: ['P9', 'P21', 'P24'] }, titles: { 7: '馆藏革命文物里的党史', 11: '党史故事会' }, guests: [12, 20], where: 'HALL' },
  { type: 'RED_SITE_VISIT', by: branches, titles: { 4: '参观革命烈士纪念馆', 10: '参观长征纪念园' }, turns: 3, guests: [6, 14], where: 'MEMORIAL' },
  { type: 'SET_BOOK_READING', by: branches, titles: each('指定书目读书会', [2, 8, 11]), turns: 3, guests: [5, 10], where: 'ROOM' },
  { type: 'TWO_EXCELLENTS_SELECTION', by: generalBranches, titles: { 5: '“两优一先”推荐评选' }, guests: [12, 20], where: 'ROOM' },
  { type: 'TWO_EXCELLENTS_SELECTION', by: partyCommittee, titles: { 6: '“两优一先”表彰大会' }, day: 30, guests: [90, 120], where: 'HALL' },
  { type: 'EXEMPLAR_BUILDING', by: generalBranches, titles: { 3: '先进典型选树座谈', 11: '典型事迹宣讲' }, turns: 2, guests: [8, 16], where: 'HALL' },
  { type: 'MODEL_POST', by: branches, titles: { 3: '党员示范岗授牌', 9: '党员示范岗亮诺践诺' }, turns: 2, guests: [4, 8], where: 'HALL' },
  { type: 'SUPERVISION_POST', by: branches, titles: { 6: '党员监督岗半年述评' }, turns: 3, guests: [3, 5], where: 'ROOM' },
  { type: 'BRAND_BUILDING', by: branches, titles: { 3: '“一支部一品牌”创建启动', 8: '支部品牌中期推进', 12: '支部品牌验收展示' }, turns: 2, guests: [5, 10], where: 'ROOM' },
  { type: 'BANNER_CAMPAIGN', by: generalBranches, titles: { 2: '“当先锋、争前列”旗帜行动动员', 5: '旗帜行动攻坚推进', 8: '旗帜行动比学赶超', 11: '旗帜行动成果交流' }, guests: [10, 18], where: 'HALL' },
  { type: 'VENUE_BUILDING', by: generalBranches, titles: { 4: '“党员之家”规范化建设现场会' }, turns: 3, guests: [6, 10], where: 'HALL' },
  { type: 'CIVILISED_CITY_VOLUNTEERING', by: branches, titles: { 4: '创建文明城，党员做表率：文明交通劝导', 9: '创建文明城，党员做表率：清洁家园' }, turns: 2, guests: [6, 12], where: 'COMMUNITY' },
  { type: 'CONVENIENCE_SERVICE', by: branches, titles: { 3: '便民服务集市', 10: '送展送书进社区' }, turns: 2, guests: [5, 10], where: 'COMMUNITY' },
  { type: 'SOCIAL_GOVERNANCE_VOLUNTEERING', by: branches, titles: { 7: '社会治理志愿服务：防溺水巡查', 12: '社会治理志愿服务：消防安全入户宣传' }, turns: 3, guests: [5, 9], where: 'COMMUNITY' },
  { type: 'VOLUNTEER_SERVICE', by: generalBranches, titles: each('文化志愿服务：免费开放日导览', [1, 5, 8, 10, 11]), guests: [8, 15], where: 'HALL' },
  { type: 'COMMUNITY_PARTNERSHIP', by: generalBranches, titles: { 4: '与社区签订共建协议', 11: '社区共建联席会' }, turns: 2, guests: [6, 10], where: 'COMMUNITY' },
  { type: 'HARDSHIP_VISIT', by: generalBranches, titles: { 1: '春节前走访慰问困难党员', 6: '“七一”走访慰问老党员' }, day: 20, guests: [4, 6], where: 'COMMUNITY' },
]
