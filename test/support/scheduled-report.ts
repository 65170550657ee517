/** Asks the API in an account's name. */
export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<any>

/** Gives the administrator a mail address, and schedules the first official report to be mailed there; the schedule's id. */
export async function aScheduledReport(ask: Ask, currentPassword: string): Promise<string> {
  const { changeMailSettings } = await ask(
    'mutation ($input: ChangeMailSettingsInput!) { changeMailSettings(input: $input) { viewer { id } userErrors { code } } }',
    { input: { currentPassword, email: 'admin@bureau.example' } },
  )
  const { reports } = await ask('{ reports(first: 1, filter: { official: true }) { nodes { id } } }')
  const { createReportSchedule } = await ask(
    'mutation ($input: CreateReportScheduleInput!) { createReportSchedule(input: $input) { schedule { id } userErrors { code } } }',
    {
      input: {
        reportId: reports.nodes[0].id,
        cadence: 'YEAR_END',
        timeOfDay: '18:00',
        period: 'YEAR',
        formats: ['CSV'],
        recipientIds: [changeMailSettings.viewer.id],
      },
    },
  )
  return createReportSchedule.schedule.id as string
}

/** Has a schedule run at once. */
export async function runNow(ask: Ask, id: string): Promise<void> {
  await ask('mutation ($input: RunReportScheduleNowInput!) { runReportScheduleNow(input: $input) { userErrors { code } } }', { input: { id } })
}
