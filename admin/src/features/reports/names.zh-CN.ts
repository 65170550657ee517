export const labels = {
  reports: {
    title: '报表',
    keywords: 'baobiao bb tongji tj 统计 台账 出勤率 报表 counts statistics',
    one: '报表',
    new: '新建报表',
    tabs: { schedules: '定时发送' },
  },
}
