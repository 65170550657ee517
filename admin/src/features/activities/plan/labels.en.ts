import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  activities: {
    planning: {
      title: 'Plan activity',
      submit: 'Plan',
      organization: 'Organiser',
      organizationPlaceholder: 'Choose the organiser',
      mayNot: 'You may not plan activities of this organisation. Choose another one.',
      type: 'Type of activity',
      typePlaceholder: 'Choose a type',
      typeFirst: 'Choose the organiser first',
      expects: 'Expected: {who}. The list is frozen with the register of the day.',
      name: 'Title',
      suggestion: '{type}, {month}/{year}',
      start: 'Planned for',
      time: 'Begins at',
      more: 'Agenda, co-organisers, people not expected',
      agendaPlaceholder: 'One item a line',
      coOrganizers: 'Co-organisers',
      addCoOrganizer: 'Add a co-organiser',
      exclusions: 'Not expected',
      exclusionsHint: 'For example long illness, full-time study, secondment. The reason stays on record.',
      addExclusion: 'Add a person by name',
      reason: 'Reason',
      reasonOf: 'Why {name} is not expected',
      remove: 'Remove {name}',
      planned: '“{title}” is planned; {expected} people are expected.',
      plannedFree: '“{title}” is planned.',
    },
  },
}
