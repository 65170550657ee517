import { type Day } from '@qizhi/codes'
import { Random } from '../random.ts'
import { type Belonging } from './people.ts'
import { branches, type Holder } from './programme.ts'
import { type Appointment, firstDay } from './schedule.ts'

/** The meetings that admitted whoever the roster says joined the Party or became a full member since the first day: they are on its dates. */
export function admissionMeetings(belongings: readonly Belonging[], holders: readonly Holder[], today: Day): Appointment[] {
  const byPath = new Map(
    holders.filter(({ kind, level }) => kind === branches.kind && branches.levels.includes(level)).map((holder) => [holder.path, holder]),
  )
  return belongings.flatMap(({ kind, status, from, path, name }): Appointment[] => {
    const holder = byPath.get(path)
    if (kind !== 'PARTY' || holder === undefined || from < firstDay(today)) return []
    const title = status === 'PROBATIONARY' ? `讨论接收${name}同志为中共预备党员` : `讨论${name}同志按期转为中共正式党员`
    return [
      {
        line: { type: 'ADMISSION_MEETING', by: branches, titles: {}, where: 'ROOM' },
        holder,
        title,
        day: from,
        time: '15:00',
        random: new Random(`${holder.code} ${title} ${from}`),
      },
    ]
  })
}
