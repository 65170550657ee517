import { type labels as zh } from './names.zh-CN.ts'

export const labels: typeof zh = {
  settings: {
    title: 'Settings',
    keywords: 'shezhi sz password language theme devices sessions mail email',
    mail: { title: 'Mail' },
    devices: { title: 'Signed-in devices' },
  },
}
