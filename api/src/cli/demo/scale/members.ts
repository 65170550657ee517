import { addDays, composeNationalId, personPinyin, type Pinyin } from '@qizhi/codes'
import { type MembershipKind, type MembershipStatus } from '../../../modules/memberships/index.ts'
import { Random } from '../random.ts'
import { Ids } from './ids.ts'
import { foundedOn, type SyntheticOrganization } from './organizations.ts'
import { type Scale } from './scale.ts'

/** A person of the generated bureau. */
export interface SyntheticMember {
  readonly id: string
  readonly code: string
  readonly externalId: string
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly sex: 'MALE' | 'FEMALE'
  readonly birthDate: string
  readonly nationalId: string
  readonly phone: string
  readonly ethnicity: string
  readonly education: string
  readonly politicalStatus: string
  readonly employerUnitId: string
  readonly employmentStatus: 'ACTIVE' | 'RETIRED'
  readonly employmentStarted: string
  readonly post: string
  readonly wageFen: number
  readonly memberships: readonly SyntheticMembership[]
}

export interface SyntheticMembership {
  readonly id: string
  readonly kind: MembershipKind
  readonly status: MembershipStatus
  readonly organization: SyntheticOrganization
  readonly from: string
}

const surnames =
  '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const givenOfMen = [
  '伟',
  '强',
  '磊',
  '军',
  '勇',
  '杰',
  '涛',
  '超',
  '明',
  '刚',
  '平',
  '辉',
  '健',
  '俊',
  '建国',
  '志强',
  '文博',
  '浩然',
  '子轩',
  '宇航',
  '海成',
  '晓东',
  '国栋',
  '立新',
  '永胜',
]
const givenOfWomen = [
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '艳',
  '娟',
  '霞',
  '燕',
  '玲',
  '红',
  '云',
  '莉',
  '梅',
  '雪梅',
  '晓燕',
  '佳怡',
  '梦瑶',
  '雨萱',
  '思雨',
  '秀英',
  '淑芬',
  '慧敏',
  '婉清',
  '若兰',
]
const posts = ['科员', '副科长', '科长', '馆员', '副研究馆员', '演员', '会计', '司机', '助理馆员', '研究员']

/** Nothing began after this day: the bureau is the same in whatever year it is made. */
const latestBeginning = '2024-06-30'

/** The persons, one after the other; the same in each run. */
export function* syntheticMembers({ members }: Scale, organizations: readonly SyntheticOrganization[]): Generator<SyntheticMember> {
  const random = new Random('members')
  const ids = new Ids('members', Date.UTC(2020, 1, 1))
  const membershipIds = new Ids('memberships', Date.UTC(2020, 2, 1))
  const of = (kind: string, level: string) =>
    organizations.filter((organization) => organization.kind === kind && organization.level === level)
  const departments = of('UNIT', 'DEPARTMENT')
  const branches = of('PARTY', 'BRANCH')
  const unions = of('UNION', 'COMMITTEE').slice(1)
  const leagueBranches = of('LEAGUE', 'BRANCH')

  for (let at = 0; at < members; at += 1) {
    const sex = random.chance(0.5) ? 'MALE' : 'FEMALE'
    const birthDate = addDays('1958-01-01', (at * 7919) % 17_000)
    const year = Number(birthDate.slice(0, 4))
    const name = `${surnames[random.below(surnames.length)]!}${random.pick(sex === 'MALE' ? givenOfMen : givenOfWomen)}`
    const { full, initials } = soundsOf(name)
    const retired = year < 1964
    const started = earlier(`${year + 22 + random.below(4)}-07`, latestBeginning.slice(0, 7))
    const inLeague = year >= 1999 && random.chance(0.6)
    const inParty = !inLeague && random.chance(0.6)
    const memberships: SyntheticMembership[] = []
    const join = (kind: MembershipKind, status: MembershipStatus, organization: SyntheticOrganization, from: string) =>
      memberships.push({
        id: membershipIds.next(),
        kind,
        status,
        organization,
        from: from < foundedOn ? foundedOn : earlier(from, latestBeginning),
      })
    if (inParty)
      join(
        'PARTY',
        random.chance(0.03) ? 'PROBATIONARY' : 'FULL',
        branches[at % branches.length]!,
        addDays(birthDate, 365 * 23 + random.below(3000)),
      )
    if (random.chance(0.97)) join('UNION', retired ? 'RETAINED' : 'MEMBER', unions[at % unions.length]!, `${started}-01`)
    if (inLeague) join('LEAGUE', 'MEMBER', leagueBranches[at % leagueBranches.length]!, `${year + 15}-05-04`)
    yield {
      id: ids.next(),
      code: `M${String(at + 1).padStart(7, '0')}`,
      externalId: `HR${String(at + 1).padStart(8, '0')}`,
      name,
      pinyin: full,
      initials,
      sex,
      birthDate,
      nationalId: composeNationalId({
        birthDate,
        sex: sex === 'MALE' ? '1' : '2',
        region: String(119_900 + (Math.floor(at / 17_000) % 100)),
        sequence: Math.floor(at / 1_700_000),
      }),
      phone: `199${String(at).padStart(8, '0')}`,
      ethnicity: random.chance(0.94) ? '01' : '11',
      education: random.pick(['20', '20', '30', '14']),
      politicalStatus: inParty ? '01' : inLeague ? '03' : '13',
      employerUnitId: departments[at % departments.length]!.id,
      employmentStatus: retired ? 'RETIRED' : 'ACTIVE',
      employmentStarted: started,
      post: random.pick(posts),
      wageFen: 280_000 + random.below(900_000),
      memberships,
    }
  }
}

const sounds = new Map<string, Pinyin>()

/** There are far fewer names than persons. */
function soundsOf(name: string): Pinyin {
  let known = sounds.get(name)
  if (known === undefined) sounds.set(name, (known = personPinyin(name)))
  return known
}

function earlier(one: string, other: string): string {
  return one < other ? one : other
}
