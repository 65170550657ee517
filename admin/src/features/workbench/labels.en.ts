import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  workbench: { title: 'Work queue', keywords: 'gongzuotai gzt tasks home', empty: 'Nothing is waiting for you', emptyHint: 'What needs you stands here, by its due date.' },
}
