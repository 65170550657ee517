import { gather } from '../gather.ts'
export { default as element } from 'element-plus/es/locale/lang/zh-cn.mjs'

/** What every page may say: the shell's words, the parts' of `ui`, and the names by which features stand in menu, titles and search. */
export const labels = gather({
  ...import.meta.glob('../../../{app,ui}/**/labels.zh-CN.ts', { eager: true, import: 'labels' }),
  ...import.meta.glob('../../../features/**/names.zh-CN.ts', { eager: true, import: 'labels' }),
})
