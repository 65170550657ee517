export const labels = {
  audit: {
    title: '变更记录',
    empty: '还没有变更记录',
    emptyHint: '每次修改，以及每次查看敏感信息，都会记在这里。',
    did: '{actor} {action}',
    purpose: '用途：{purpose}',
    changed: '{field}：{before} → {after}',
    set: '{field}：{after}',
    cleared: '{field}：清除（原为 {before}）',
    action: {
      member_create: '登记了此人',
      member_update: '修改了信息',
      member_reveal: '查看了敏感信息',
      member_find: '按身份证号查到此人',
      membership_open: '登记了组织身份',
      membership_changeStatus: '变更了身份',
      membership_transfer: '转接了组织关系',
      membership_end: '结束了组织身份',
      import_apply: '通过导入更新',
    },
  },
}
