import { gather } from '../gather.ts'
export { default as element } from 'element-plus/es/locale/lang/en.mjs'

export const labels = gather(import.meta.glob('../../../{app,ui,features}/**/labels.en.ts', { eager: true, import: 'labels' }))
