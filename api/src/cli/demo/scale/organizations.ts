import { organizationPinyin } from '@qizhi/codes'
import { type OrganizationKind, type OrganizationLevel } from '../../../modules/organizations/index.ts'
import { Ids } from './ids.ts'
import { type Scale } from './scale.ts'

/** An organisation of the generated bureau. */
export interface SyntheticOrganization {
  readonly id: string
  readonly code: string
  readonly kind: OrganizationKind
  readonly level: OrganizationLevel
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly segment: string
  readonly path: string
  readonly parent: SyntheticOrganization | null
  readonly leader: SyntheticOrganization | null
}

/** The day on which everything was set up. */
export const foundedOn = '1990-01-01'

const letters: Readonly<Record<OrganizationKind, string>> = { PARTY: 'P', UNION: 'T', LEAGUE: 'L', WOMEN: 'W', UNIT: 'U' }
const districts = ['城东', '城西', '城南', '城北', '滨江', '高新', '临湖', '开发', '新港', '古城']
const houses = ['图书馆', '博物馆', '文化馆', '美术馆', '剧院', '考古院', '非遗中心', '执法队', '体育馆', '档案馆']

/** Five trees, up to four levels deep; parents come before their children. */
export function syntheticOrganizations({ organizations }: Scale): SyntheticOrganization[] {
  const ids = new Ids('organizations', Date.UTC(2020, 0, 1))
  const all: SyntheticOrganization[] = []
  const add = (
    kind: OrganizationKind,
    level: OrganizationLevel,
    name: string,
    parent: SyntheticOrganization | null,
    leader: SyntheticOrganization | null = null,
  ): SyntheticOrganization => {
    const segment = (all.length + 1).toString(16).padStart(8, '0')
    const { full, initials } = organizationPinyin(name)
    const organization = {
      id: ids.next(),
      code: `${letters[kind]}${all.length + 1}`,
      kind,
      level,
      name,
      pinyin: full,
      initials,
      segment,
      path: `${parent?.path ?? ''}/${segment}`,
      parent,
      leader,
    }
    all.push(organization)
    return organization
  }

  const share = (part: number) => Math.max(2, Math.round(organizations * part))
  const party = add('PARTY', 'COMMITTEE', '中共市文化系统委员会', null)
  const committees = spread(
    share(0.01),
    () => party,
    (parent, at) => add('PARTY', 'COMMITTEE', `中共${placeName(at)}文化委员会`, parent),
  )
  const generals = spread(
    share(0.05),
    (at) => pickOf(committees, at),
    (parent, at) => add('PARTY', 'GENERAL_BRANCH', `中共${placeName(at)}${houseName(at)}总支部委员会`, parent),
  )
  spread(
    share(0.41),
    (at) => pickOf(generals, at),
    (parent, at) =>
      add('PARTY', 'BRANCH', `${parent.name.replace('总支部委员会', '')}第${Math.floor(at / generals.length) + 1}支部委员会`, parent),
  )

  const bureau = add('UNIT', 'BUREAU', '市文化局', null)
  const institutions = spread(
    share(0.05),
    () => bureau,
    (parent, at) => add('UNIT', 'INSTITUTION', `${placeName(at)}${houseName(at)}`, parent),
  )
  spread(
    share(0.26),
    (at) => pickOf(institutions, at),
    (parent, at) => add('UNIT', 'DEPARTMENT', `${parent.name}第${Math.floor(at / institutions.length) + 1}科`, parent),
  )

  const union = add('UNION', 'COMMITTEE', '市文化系统工会委员会', null, party)
  spread(
    share(0.12),
    () => union,
    (parent, at) => add('UNION', 'COMMITTEE', `${placeName(at)}${houseName(at)}工会委员会`, parent, pickOf(generals, at)),
  )
  const league = add('LEAGUE', 'COMMITTEE', '共青团市文化系统委员会', null, party)
  spread(
    share(0.08),
    () => league,
    (parent, at) => add('LEAGUE', 'BRANCH', `共青团${placeName(at)}${houseName(at)}支部`, parent, pickOf(generals, at)),
  )
  add('WOMEN', 'COMMITTEE', '市文化系统妇女委员会', null, party)
  return all
}

function spread<Made>(
  count: number,
  parentOf: (at: number) => SyntheticOrganization,
  make: (parent: SyntheticOrganization, at: number) => Made,
): Made[] {
  return Array.from({ length: count }, (_, at) => make(parentOf(at), at))
}

function pickOf<Item>(items: readonly Item[], at: number): Item {
  return items[at % items.length]!
}

function placeName(at: number): string {
  const round = Math.floor(at / (districts.length * houses.length))
  return `${pickOf(districts, Math.floor(at / houses.length))}${round === 0 ? '' : round + 1}区`
}

function houseName(at: number): string {
  return pickOf(houses, at)
}
