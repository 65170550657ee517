import { type Random } from '../random.ts'
import { type Holder, type ProgrammeLine } from './programme.ts'
import { type Appointment } from './schedule.ts'

/** The house in which a holder is at home: 中共市图书馆第一支部委员会 is at home in 市图书馆. */
export function houseOf({ name }: Holder): string {
  return /^(?:中共|共青团)?(.+?)(?:总支部委员会|第.{1,2}支部委员会|工会委员会|妇女委员会|委员会|支部)$/.exec(name)?.[1] ?? name
}

const communities = ['滨江社区', '文化广场社区', '东湖社区', '中山路社区', '和平里社区', '新城社区', '桥北社区', '花园街社区']
const memorials = ['市革命烈士纪念馆', '市党史教育基地', '长征主题展览馆']
const sportsGrounds = ['市体育公园', '市体育馆', '滨江健身步道']

export function placeOf({ where = 'ROOM' }: ProgrammeLine, holder: Holder, random: Random): string {
  const house = houseOf(holder)
  switch (where) {
    case 'HALL':
      return `${house}${random.pick(['党员之家', '报告厅', '多功能厅'])}`
    case 'ROOM':
      return `${house}${random.pick(['会议室', '第二会议室', '活动室'])}`
    case 'COMMUNITY':
      return random.pick(communities)
    case 'MEMORIAL':
      return random.pick(memorials)
    case 'SPORTS':
      return random.pick(sportsGrounds)
  }
}

export function agendaOf(title: string): string {
  return `一、${subjectOf(title)}；\n二、交流讨论；\n三、小结并布置下一步工作。`
}

const discussedIndoors = [
  '与会同志结合岗位实际作了交流发言，认为要把学习成果转化为服务群众的具体举措。',
  '大家围绕主题谈认识、找差距、提建议，共形成意见三条。',
  '会议肯定了前一阶段的工作，指出了存在的不足，明确了整改时限。',
]
const doneOutdoors = [
  '参加人员分组完成任务，现场秩序良好，群众反映较好。',
  '活动按方案进行，参加人员认真负责，收到预期效果。',
  '现场氛围热烈，参加人员互相学习，增进了了解。',
]
const settled = ['要求各项任务责任到人，下月通报进展。', '会后分工落实，按时报送情况。', '下一步，将总结经验，形成长效机制。']

export function minutesOf(
  { title, line }: Pick<Appointment, 'title' | 'line'>,
  facts: { host: string | null; expected: number; present: number },
  random: Random,
): string {
  const attendance = facts.expected > 0 ? `应到${facts.expected}人，实到${facts.present}人。` : `参加${facts.present}人。`
  const course = line.where === 'ROOM' || line.where === 'HALL' ? discussedIndoors : doneOutdoors
  return `${facts.host === null ? '' : `${facts.host}主持。`}${attendance}本次内容：${subjectOf(title)}。${random.pick(course)}${random.pick(settled)}`
}

export const cancelReasons = ['与上级会议时间冲突，另行安排', '天气原因取消', '主讲人临时公务，改期进行', '场地检修，合并到下月开展']

export const exclusionReasons = ['长期病假', '借调外单位半年以上', '脱产学习', '退休后居住外地']

function subjectOf(title: string): string {
  return title.includes('：') ? title.slice(title.indexOf('：') + 1) : title
}
