import { gather } from '../gather.ts'
export { default as element } from 'element-plus/es/locale/lang/en.mjs'

export const labels = gather({
  ...import.meta.glob('../../../{app,ui}/**/labels.en.ts', { eager: true, import: 'labels' }),
  ...import.meta.glob('../../../features/**/names.en.ts', { eager: true, import: 'labels' }),
})
