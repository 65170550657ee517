export const labels = {
  workbench: {
    figures: '待办数量',
    group: { overdue: '逾期未举办', today: '今天举办', week: '本周待举办', held: '待办结' },
    hint: {
      overdue: '计划日期已过，尚未登记举办',
      today: '计划今天举办的活动',
      week: '明天至本周日计划举办的活动',
      held: '已举办，待登记出勤或归档',
    },
    record: '登记出勤',
    unsaid: '{count} 人未登记出勤',
    late: '逾期 {days} 天',
    more: '显示更多',
    rest: '还有 {count} 项',
    empty: '当前没有待办事项',
    emptyHint: '需要您办理的活动会按期限列在这里：逾期的、今天的、本周的，以及已举办待办结的。',
    activities: '查看全部活动',
  },
}
