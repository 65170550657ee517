import { type Invariant } from './invariant.ts'

/** What is always true of reports. */
export const reportInvariants: readonly Invariant[] = [
  {
    name: 'report.versions',
    title: { zh: '报表的当前版本是最新版本，版本号连续', en: 'The current version of a report is its latest, and versions have no gaps' },
    sql: `SELECT r.id, r.current_version, v.versions, v.latest FROM report r
      LEFT JOIN (SELECT report_id, count(*) AS versions, max(number) AS latest FROM report_version GROUP BY 1) v ON v.report_id = r.id
      WHERE (v.versions, v.latest) IS DISTINCT FROM (r.current_version::bigint, r.current_version) LIMIT $1`,
  },
]
