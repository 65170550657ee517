import { type Invariant } from './invariant.ts'

/** Persons and where they belong. */
export const membershipInvariants: readonly Invariant[] = [
  {
    name: 'membership.one-open',
    title: { zh: '每人每类身份至多一个有效', en: 'A person has at most one open membership of a kind' },
    sql: `SELECT m.code, membership.kind, count(*)::int AS open FROM membership JOIN member m ON m.id = membership.member_id
      WHERE upper_inf(valid) GROUP BY m.id, membership.kind HAVING count(*) > 1 LIMIT $1`,
  },
  {
    name: 'membership.periods-apart',
    title: { zh: '同一人同类身份的时段互不重叠', en: 'Periods of one person and kind do not overlap' },
    // neighbours in time are enough: whoever overlaps anybody overlaps the next one
    sql: `SELECT m.code, p.kind, p.valid, p.next FROM (
        SELECT member_id, kind, valid, lead(valid) OVER (PARTITION BY member_id, kind ORDER BY lower(valid), upper(valid)) AS next FROM membership
      ) p JOIN member m ON m.id = p.member_id WHERE p.valid && p.next LIMIT $1`,
  },
  {
    name: 'membership.kind',
    title: { zh: '身份类别与所在组织类别一致', en: 'A membership is held in an organisation of its kind' },
    sql: `SELECT m.code, membership.kind, o.code AS organization, o.kind AS organization_kind
      FROM membership JOIN organization o ON o.id = membership.organization_id JOIN member m ON m.id = membership.member_id WHERE membership.kind <> o.kind LIMIT $1`,
  },
  {
    name: 'membership.lifetimes',
    title: {
      zh: '身份不早于组织成立，不晚于组织撤销，不晚于今天开始',
      en: 'A membership begins when its organisation exists, ends by its dissolution, and begins today or earlier',
    },
    sql: `SELECT m.code, membership.kind, membership.valid, o.code AS organization, o.established_on, o.dissolved_on
      FROM membership JOIN organization o ON o.id = membership.organization_id JOIN member m ON m.id = membership.member_id
      WHERE lower(membership.valid) < o.established_on OR lower(membership.valid) > today() OR (o.dissolved_on IS NOT NULL AND (upper_inf(membership.valid) OR upper(membership.valid) > o.dissolved_on)) LIMIT $1`,
  },
  {
    name: 'membership.endings',
    title: { zh: '终止的身份写明原因，有效的没有', en: 'A membership that ended says why; an open one has not ended' },
    sql: `SELECT m.code, membership.kind, membership.valid, membership.ending FROM membership JOIN member m ON m.id = membership.member_id
      WHERE (membership.ending IS NULL) <> upper_inf(membership.valid) LIMIT $1`,
  },
  {
    name: 'member.employer',
    title: { zh: '所在单位是单位', en: 'An employer is a unit' },
    sql: `SELECT m.code, o.code AS employer, o.kind FROM member m JOIN organization o ON o.id = m.employer_unit_id WHERE o.kind <> 'UNIT' LIMIT $1`,
  },
  {
    name: 'member.places',
    title: {
      zh: '人员的当前位置与有效身份、所在单位一致',
      en: 'Where a person stands today is what his open memberships and his employer say',
    },
    sql: `SELECT m.code, kind, placed.organization_id AS placed, held.organization_id AS held
      FROM member_place placed FULL JOIN (
        SELECT member_id, kind, organization_id FROM membership WHERE upper_inf(valid)
        UNION ALL SELECT id, 'UNIT', employer_unit_id FROM member WHERE employer_unit_id IS NOT NULL
      ) held USING (member_id, kind) JOIN member m ON m.id = member_id
      WHERE placed.organization_id IS DISTINCT FROM held.organization_id LIMIT $1`,
  },
  {
    name: 'member.numbers',
    title: {
      zh: '身份证号的密文、索引、掩码同有同无，且不重复',
      en: 'A national ID number has cipher, index and mask or none of them, and is one person’s',
    },
    sql: `SELECT min(m.code) AS code, count(*)::int AS persons, bool_or(m.national_id_cipher IS NULL) AS no_cipher, bool_or(m.national_id_index IS NULL) AS no_index, bool_or(m.national_id_masked IS NULL) AS no_mask
      FROM member m WHERE num_nonnulls(m.national_id_cipher, m.national_id_index, m.national_id_masked) > 0
      GROUP BY coalesce(m.national_id_index, m.id::text) HAVING count(*) > 1 OR min(num_nonnulls(m.national_id_cipher, m.national_id_index, m.national_id_masked)) < 3 LIMIT $1`,
  },
]
