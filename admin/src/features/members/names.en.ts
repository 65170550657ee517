import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  members: {
    title: 'Members',
    keywords: 'people persons staff roster register',
    one: 'Member',
    create: 'Add member',
    edit: 'Edit',
  },
}
