export const labels = {
  workbench: { title: '工作台', keywords: 'gongzuotai gzt 待办', empty: '当前没有待办事项', emptyHint: '需要您办理的事项会按期限列在这里。' },
}
