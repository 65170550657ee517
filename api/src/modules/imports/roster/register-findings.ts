import { kindNames, statusName } from '@qizhi/rulebook'
import { type RegisterNotice, type RegisterOutcome, type RegisterPlace, type RegisterRefusal } from '../../members/index.ts'
import { type Finding, finding, wholeRow } from '../findings/finding.ts'
import { ruleReason } from '../findings/reasons.ts'
import { type RosterField } from './roster-fields.ts'
import { type RosterRecord } from './roster-record.ts'

/** What the register said of a row, as findings at the cells that are meant. */
export function registerFindings(record: RosterRecord, { refusals, notices }: RegisterOutcome): Finding[] {
  return [...refusals.map((refusal) => refused(record, refusal)), ...notices.map((notice) => noticed(record, notice))]
}

const fieldOf: Record<RegisterPlace, RosterField> = { UNIT: 'unitCode', PARTY: 'partyCode', UNION: 'unionCode', LEAGUE: 'leagueCode' }

function refused({ row }: RosterRecord, refusal: RegisterRefusal): Finding {
  const identifying = row.spot(row.text('nationalId') === '' ? 'externalId' : 'nationalId')
  switch (refusal.code) {
    case 'ORGANIZATION_UNKNOWN':
      return finding('ORGANIZATION_UNKNOWN', row.spot(fieldOf[refusal.place]), {
        code: refusal.organizationCode,
        kind: kindNames[refusal.place],
      })
    case 'ORGANIZATION_OF_OTHER_KIND':
      return finding('ORGANIZATION_OF_OTHER_KIND', row.spot(fieldOf[refusal.place]), {
        code: refusal.organizationCode,
        found: kindNames[refusal.found],
        kind: kindNames[refusal.place],
      })
    case 'ORGANIZATION_DISSOLVED':
      return finding('ORGANIZATION_DISSOLVED', row.spot(fieldOf[refusal.place]), { day: refusal.day })
    case 'PERSON_ELSEWHERE':
      return finding('PERSON_ELSEWHERE', identifying)
    case 'NATIONAL_ID_OF_ANOTHER':
      return finding('NATIONAL_ID_OF_ANOTHER', row.spot('nationalId'))
    case 'NATIONAL_ID_DIFFERS':
      return finding('NATIONAL_ID_DIFFERS', row.spot('nationalId'))
    case 'EXTERNAL_ID_TAKEN':
      return finding('EXTERNAL_ID_TAKEN', row.spot('externalId'), { registered: refusal.registered })
    case 'NAME_DIFFERS':
      return finding('NAME_DIFFERS', row.spot('name'), { registered: refusal.registered })
    case 'REPEATED':
      return finding('PERSON_REPEATED', identifying)
    case 'NO_ORGANIZATION':
      return finding('ORGANIZATION_MISSING', wholeRow)
  }
}

function noticed({ row, identity }: RosterRecord, notice: RegisterNotice): Finding {
  if (notice.code === 'NAME_CHANGED')
    return finding('NAME_CHANGED', row.spot('name'), { registered: notice.registered, meant: identity.name })
  if (notice.code === 'UNIT_ELSEWHERE') return finding('UNIT_ELSEWHERE', row.spot('unitCode'))
  const spot = row.spot(fieldOf[notice.kind])
  switch (notice.code) {
    case 'PERIOD_SHORTENED':
      return finding('PERIOD_SHORTENED', spot, { day: notice.day, established: notice.established })
    case 'MEMBERSHIP_ELSEWHERE':
      return finding('MEMBERSHIP_ELSEWHERE', spot, {
        registered: notice.registered ?? { zh: '您管理范围以外的组织', en: 'an organisation outside what you manage' },
      })
    case 'MEMBERSHIP_STATUS_DIFFERS':
      return finding('MEMBERSHIP_STATUS_DIFFERS', spot, {
        registered: statusName(notice.kind, notice.registered),
        meant: statusName(notice.kind, notice.meant),
      })
    case 'MEMBERSHIP_ENDED':
      return finding('MEMBERSHIP_ENDED', spot, { day: notice.day })
    case 'MEMBERSHIP_REFUSED':
      return finding('MEMBERSHIP_REFUSED', spot, ruleReason(notice.obstacle, notice.rules))
  }
}
