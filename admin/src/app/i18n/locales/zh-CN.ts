import { gather } from '../gather.ts'
export { default as element } from 'element-plus/es/locale/lang/zh-cn.mjs'

export const labels = gather(import.meta.glob('../../../{app,ui,features}/**/labels.zh-CN.ts', { eager: true, import: 'labels' }))
