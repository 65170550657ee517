import type { Page } from 'playwright-core'
import { ask } from '../../support/questions.ts'

export interface Planned {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly names: readonly string[]
}

const activityFields = 'id version title attendances(first: 200) { nodes { memberId memberName expected } }'

/** A meeting of a branch of the example bureau that has members enough, on a day in the past; held when `held`. */
export async function aMeeting(page: Page, { title, day, held = true }: { title: string; day: string; held?: boolean }): Promise<Planned> {
  const { branches } = await ask(page, '{ branches(first: 100) { nodes { id memberCount } } }')
  const branch = branches.nodes.find(({ memberCount }: { memberCount: number }) => memberCount >= 12)
  const planned = await change(page, 'planActivity', 'PlanActivityInput', {
    organizationId: branch.id,
    typeCode: 'BRANCH_MEETING',
    title,
    plannedStart: `${day}T09:00:00+08:00`,
  })
  if (!held) return toPlanned(planned)
  return toPlanned(await change(page, 'holdActivity', 'HoldActivityInput', { id: planned.id, version: planned.version, heldOn: day }))
}

/** Changes an activity as somebody else would, beside the page. */
export async function change(page: Page, mutation: string, input: string, values: object) {
  const data = await ask(
    page,
    `mutation ($input: ${input}!) { ${mutation}(input: $input) { activity { ${activityFields} } userErrors { message } } }`,
    { input: values },
  )
  const { activity, userErrors } = data[mutation]
  if (userErrors.length > 0) throw new Error(`${mutation} was refused: ${JSON.stringify(userErrors)}`)
  return activity
}

function toPlanned(activity: { id: string; version: number; title: string; attendances: { nodes: { memberName: string }[] } }): Planned {
  return {
    id: activity.id,
    version: activity.version,
    title: activity.title,
    names: activity.attendances.nodes.map(({ memberName }) => memberName),
  }
}

/** The day so many days ago, in Shanghai. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
}
