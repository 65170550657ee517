export const labels = {
  activities: {
    title: '活动',
    one: '活动详情',
    keywords: 'huodong hd 三会一课 主题党日 calendar 日历',
  },
}
