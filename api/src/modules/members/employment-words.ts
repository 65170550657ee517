import { type EmploymentStatus } from './member.enums.ts'

/** How a person stands to the employer, in the words and figures that HR systems use; null for any other. */
export function readEmploymentStatus(written: string): EmploymentStatus | null {
  return words.get(written.trim().toLowerCase()) ?? null
}

const words = new Map<string, EmploymentStatus>([
  ...['在职', '在岗', '在编', '试用', '借调', 'active', '1'].map((word) => [word, 'ACTIVE'] as const),
  ...['退休', '离休', '退职', '离退休', '已退休', 'retired', '2'].map((word) => [word, 'RETIRED'] as const),
  ...['离职', '辞职', '调出', '已调出', '解聘', '辞退', '开除', '死亡', '去世', '离世', 'left', '3'].map((word) => [word, 'LEFT'] as const),
  ...['非本单位职工', '非在编', '无', 'none', '9'].map((word) => [word, 'NONE'] as const),
])
