import { addDays, addMonths, type Day, fillTemplate } from '@qizhi/codes'
import { Random } from '../random.ts'
import { type Holder, type Month, type ProgrammeLine } from './programme.ts'
import { workingDayFrom } from './working-days.ts'

/** One activity of the programme on its day. */
export interface Appointment {
  readonly line: ProgrammeLine
  readonly holder: Holder
  readonly title: string
  readonly day: Day
  /** HH:MM in Asia/Shanghai. */
  readonly time: string
  /** Draws what is by chance about this activity; it does not depend on any other. */
  readonly random: Random
}

/** The day from which the bureau's activities are told: at least half a year before today. */
export function firstDay(today: Day): Day {
  return `${addMonths(today, -6).slice(0, 4)}-01-01`
}

/** Everything that the programme asks for, from the first day until some weeks after today, by day. */
export function schedule(lines: readonly ProgrammeLine[], holders: readonly Holder[], today: Day): Appointment[] {
  const [from, until] = [firstDay(today), addDays(today, 35)]
  const years = Array.from({ length: Number(until.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, at) => Number(from.slice(0, 4)) + at)
  const appointments = years.flatMap((year) => lines.flatMap((line, at) => appointmentsOf(line, at, holders, year)))
  return appointments
    .filter(({ day }) => from <= day && day <= until)
    .sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)))
}

function appointmentsOf(line: ProgrammeLine, lineNumber: number, holders: readonly Holder[], year: number): Appointment[] {
  const { by, titles, turns = 1 } = line
  const holding = holders.filter(
    ({ kind, level, code }) => kind === by.kind && by.levels.includes(level) && (by.codes?.includes(code) ?? true),
  )
  const months = Object.entries(titles) as unknown as [`${Month}`, string][]
  return months.flatMap(([month, title], occurrence) =>
    holding
      .filter(({ position }) => (position + occurrence) % turns === 0)
      .map((holder) => {
        const random = new Random(`${holder.code} ${line.type} ${year}-${month} ${title}`)
        const dayOfMonth = line.day ?? ownDay(holder, lineNumber)
        return {
          line,
          holder,
          title: fillTemplate(title, { month, year, lastYear: year - 1, anniversary: year - 1921 }),
          day: workingDayFrom(`${year}-${month.padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`),
          time: random.pick(times),
          random,
        }
      }),
  )
}

const times = ['09:00', '09:30', '14:30', '15:00', '15:30', '16:00']

/** Each holder has its own day for each kind of activity, as the regulations ask of a theme day. */
function ownDay({ position }: Holder, lineNumber: number): number {
  return 4 + ((position * 7 + lineNumber * 5) % 22)
}
