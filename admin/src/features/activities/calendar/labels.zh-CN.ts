export const labels = {
  activities: {
    calendar: {
      label: '活动日历',
      month: '月',
      week: '周',
      span: '日历跨度',
      today: '今天',
      previous: { month: '上个月', week: '上一周' },
      next: { month: '下个月', week: '下一周' },
      more: '另有 {count} 项',
      count: '{count} 项活动',
      free: '没有活动',
      freeHint: '这一天没有符合条件的活动。',
      outside: '不在筛选的时间内',
      unknown: '尚未载入',
      partial: '共 {total} 项活动，已载入到 {day}。可缩小范围，或继续载入。',
      loadMore: '继续载入',
      keys: '方向键选择日期，PageUp、PageDown 翻页',
      planOn: '在这一天策划活动',
    },
  },
}
