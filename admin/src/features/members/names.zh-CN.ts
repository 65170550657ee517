export const labels = {
  members: {
    title: '人员',
    keywords: 'renyuan ry 党员 会员 团员 花名册',
    one: '人员',
    create: '新增人员',
    edit: '编辑',
  },
}
