/** Digests of the rows beside a snapshot, made by the database: one line a row, in the order of bytes. Parameter or column: the snapshot's id. */

/** The facts behind the figures. */
export function factsDigestSql(snapshotId: string): string {
  const line = `concat_ws('|', f.earlier, f.row_id, f.part, f.organization_id, f.day, f.keys::text, f.sums::text, f.persons::text)`
  return digestSql(`SELECT ${line} AS line FROM report_snapshot_fact f WHERE f.snapshot_id = ${snapshotId}`)
}

/** The organisations that it takes in. */
export function organizationsDigestSql(snapshotId: string): string {
  return digestSql(`SELECT o.organization_id::text AS line FROM report_snapshot_organization o WHERE o.snapshot_id = ${snapshotId}`)
}

function digestSql(lines: string): string {
  return `(SELECT encode(sha256(convert_to(coalesce(string_agg(l.line, E'\\n' ORDER BY l.line COLLATE "C"), ''), 'UTF8')), 'hex') FROM (${lines}) l)`
}
