import { defineTexts, type KeysOf } from '../../../platform/i18n/texts.ts'

/** What snapshots have to say. */
export const snapshotTexts = defineTexts({
  'zh-CN': {
    'snapshot.note': '快照说明最多 {most} 个字。',
    'snapshot.noVersion': '报表没有版本 {version}。',
    'snapshot.tooManyGroups': '这张表超过 {most} 个分组，无法制作快照。请减少维度，或缩小范围。',
    'snapshot.notComparable': '您现在不能查看这张快照统计的全部人员，无法对比。',
    'snapshot.tooManyConnections': '一次最多查看 {most} 组变化记录，请减少单元格。',
    'snapshot.file.format': '文件格式须为 xlsx、csv、pdf 或 json。',
    'snapshot.file.taken': '快照：{by}，{at}（第 {version} 版，规则库 {ruleBook}）',
    'snapshot.file.note': '说明：{note}',
    'snapshot.file.digest': '摘要 SHA-256：{digest}',
    'snapshot.file.signature': '签名 Ed25519（密钥 {key}）：{signature}',
  },
  en: {
    'snapshot.note': 'The note of a snapshot has at most {most} characters.',
    'snapshot.noVersion': 'The report has no version {version}.',
    'snapshot.tooManyGroups': 'This table has more than {most} groups, too many to be frozen. Take fewer dimensions, or a smaller part.',
    'snapshot.notComparable': 'You may not see all the persons of this snapshot now, so it cannot be compared.',
    'snapshot.tooManyConnections': 'At most {most} lists of changes are told at once; ask for fewer cells.',
    'snapshot.file.format': 'The format of a file is xlsx, csv, pdf or json.',
    'snapshot.file.taken': 'Snapshot: {by}, {at} (version {version}, rule book {ruleBook})',
    'snapshot.file.note': 'Note: {note}',
    'snapshot.file.digest': 'Digest SHA-256: {digest}',
    'snapshot.file.signature': 'Signature Ed25519 (key {key}): {signature}',
  },
})

declare module '../../../platform/i18n/messages.ts' {
  interface Messages extends KeysOf<typeof snapshotTexts> {}
}
