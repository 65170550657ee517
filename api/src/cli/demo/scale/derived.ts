/** What the product makes next follows what was loaded. */
const sequences = `
SELECT setval('organization_segment', (SELECT count(*) FROM organization)), setval('member_code', (SELECT count(*) FROM member)), setval('activity_code', (SELECT count(*) FROM activity))`

const places = `
INSERT INTO member_place (member_id, kind, organization_id)
SELECT member_id, kind, organization_id FROM membership WHERE upper_inf(valid)
UNION ALL SELECT id, 'UNIT', employer_unit_id FROM member WHERE employer_unit_id IS NOT NULL`

const above = `
above AS (
  SELECT p.organization_id, a.id AS above FROM organization_placement p CROSS JOIN generate_series(0, p.depth) AS step
  JOIN organization a ON a.segment = substr(p.path, step * 9 + 2, 8) WHERE upper_inf(p.valid)
)`

const activityCells = `
INSERT INTO activity_count_cell (organization_id, month, type_code, activities, attendances, expected, expected_present)
WITH own AS (
  SELECT organization_id, date_trunc('month', held_on)::date AS month, type_code, count(*) AS activities,
    sum(present_count + observer_count) AS attendances, sum(expected_count) AS expected, sum(expected_present_count) AS expected_present
  FROM activity WHERE held_on IS NOT NULL GROUP BY 1, 2, 3
), ${above}
SELECT above.above, month, type_code, sum(activities), sum(attendances), sum(expected), sum(expected_present) FROM own JOIN above USING (organization_id) GROUP BY 1, 2, 3`

const memberCells = `
INSERT INTO member_count_cell (organization_id, status, members)
WITH own AS (
  SELECT organization_id, status, count(*) AS members FROM membership WHERE upper_inf(valid) GROUP BY 1, 2
  UNION ALL
  SELECT employer_unit_id, employment_status, count(*) FROM member WHERE employer_unit_id IS NOT NULL GROUP BY 1, 2
), ${above}
SELECT above.above, status, sum(members) FROM own JOIN above USING (organization_id) GROUP BY 1, 2`

const participations = `
INSERT INTO participation_year (year, organization_id, member_id, times)
SELECT extract(year FROM a.held_on)::int, a.organization_id, t.member_id, count(*)
FROM attendance t JOIN activity a ON a.id = t.activity_id WHERE a.held_on IS NOT NULL AND t.status IN ('PRESENT', 'OBSERVER') GROUP BY 1, 2, 3`

/** What triggers would have written row by row: sequences, where persons stand, the roll-ups of every ancestor, who took part in a year. */
export const derivedRows = [sequences, places, activityCells, memberCells, participations]
