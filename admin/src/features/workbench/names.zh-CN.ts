export const labels = {
  workbench: {
    title: '工作台',
    keywords: 'gongzuotai gzt 待办 首页',
  },
}
