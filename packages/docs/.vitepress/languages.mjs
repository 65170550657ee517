/** Chinese has no spaces between words: the browser's own segmenter finds them. Runs in the page too, so it uses nothing from outside. */
function tokenize(text) {
  const words = []
  for (const part of text.split(/[\n\r\p{Z}\p{P}]+/u)) {
    if (!/\p{Script=Han}/u.test(part)) words.push(part)
    else
      for (const { segment, isWordLike } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(part))
        if (isWordLike) words.push(segment)
  }
  return words
}

const searchOptions = {
  detailedView: false,
  // what somebody searched for stays in no storage
  disableQueryPersistence: true,
  miniSearch: {
    options: { tokenize },
    searchOptions: { combineWith: 'AND', fuzzy: 0.1, prefix: true, boost: { title: 4, text: 2, titles: 1 } },
  },
}

const guides = {
  zh: [
    { text: '半天接好人事系统', link: '/guide/hr-in-an-afternoon' },
    { text: '变更无遗漏', link: '/guide/changes-without-gaps' },
    { text: '变更推送', link: '/guide/webhooks' },
    { text: '统计', link: '/guide/counts' },
    { text: '错误代码', link: '/guide/errors' },
    { text: '限额与成本', link: '/guide/limits' },
  ],
  en: [
    { text: 'HR in an afternoon', link: '/en/guide/hr-in-an-afternoon' },
    { text: 'Changes without gaps', link: '/en/guide/changes-without-gaps' },
    { text: 'Webhooks', link: '/en/guide/webhooks' },
    { text: 'Counts', link: '/en/guide/counts' },
    { text: 'Error codes', link: '/en/guide/errors' },
    { text: 'Limits and cost', link: '/en/guide/limits' },
  ],
}

/** Its words say both languages: the reference is one for all. */
const referenceSidebar = [
  {
    text: '接口参考 Reference',
    items: [
      { text: '全部 All kinds', link: '/reference/' },
      { text: '查询 Queries', link: '/reference/queries' },
      { text: '变更操作 Mutations', link: '/reference/mutations' },
      { text: '订阅 Subscriptions', link: '/reference/subscriptions' },
      { text: '对象类型 Objects', link: '/reference/objects' },
      { text: '接口类型 Interfaces', link: '/reference/interfaces' },
      { text: '输入类型 Inputs', link: '/reference/inputs' },
      { text: '枚举 Enums', link: '/reference/enums' },
      { text: '标量 Scalars', link: '/reference/scalars' },
    ],
  },
]

export const chinese = {
  lang: 'zh-CN',
  description: '旗帜开放平台的接口文档：指南与参考',
  themeConfig: {
    explorerLabel: '接口调试',
    nav: [
      { text: '指南', link: '/guide/hr-in-an-afternoon', activeMatch: '^/guide/' },
      { text: '接口参考', link: '/reference/' },
      { text: 'English', link: '/en/' },
    ],
    sidebar: [
      { text: '指南', items: guides.zh },
      { text: '参考', items: [{ text: '接口参考', link: '/reference/' }] },
    ],
    outline: { level: [2, 3], label: '本页' },
    docFooter: { prev: '上一页', next: '下一页' },
    darkModeSwitchLabel: '深色',
    lightModeSwitchTitle: '切换为浅色',
    darkModeSwitchTitle: '切换为深色',
    sidebarMenuLabel: '目录',
    returnToTopLabel: '回到顶部',
    skipToContentLabel: '跳到正文',
    notFound: { title: '没有这一页', quote: '', linkLabel: '首页', linkText: '回到首页' },
    search: {
      provider: 'local',
      options: {
        ...searchOptions,
        translations: {
          button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
          modal: {
            displayDetails: '显示详情',
            resetButtonTitle: '清除',
            backButtonTitle: '关闭',
            noResultsText: '没有找到',
            footer: { selectText: '打开', navigateText: '选择', closeText: '关闭' },
          },
        },
      },
    },
  },
}

export const english = {
  lang: 'en',
  title: 'Qizhi 旗帜',
  description: 'How to use the API of Qizhi: guides and reference',
  themeConfig: {
    explorerLabel: 'Explorer',
    nav: [
      { text: 'Guides', link: '/en/guide/hr-in-an-afternoon', activeMatch: '^/en/guide/' },
      { text: 'Reference', link: '/reference/' },
      { text: '中文', link: '/' },
    ],
    sidebar: [
      { text: 'Guides', items: guides.en },
      { text: 'Reference', items: [{ text: 'Reference', link: '/reference/' }] },
    ],
    outline: { level: [2, 3], label: 'On this page' },
    docFooter: { prev: 'Previous', next: 'Next' },
    darkModeSwitchLabel: 'Dark',
    lightModeSwitchTitle: 'Switch to light',
    darkModeSwitchTitle: 'Switch to dark',
    sidebarMenuLabel: 'Contents',
    returnToTopLabel: 'Back to top',
    skipToContentLabel: 'Skip to content',
    search: {
      provider: 'local',
      options: {
        translations: {
          button: { buttonText: 'Search', buttonAriaLabel: 'Search' },
          modal: {
            displayDetails: 'Show details',
            resetButtonTitle: 'Clear',
            backButtonTitle: 'Close',
            noResultsText: 'Nothing found for',
            footer: { selectText: 'open', navigateText: 'choose', closeText: 'close' },
          },
        },
      },
    },
  },
}

export const reference = {
  lang: 'en',
  themeConfig: {
    explorerLabel: '接口调试 Explorer',
    nav: [
      { text: '指南', link: '/guide/hr-in-an-afternoon' },
      { text: 'Guides', link: '/en/guide/hr-in-an-afternoon' },
      { text: '接口参考 Reference', link: '/reference/', activeMatch: '^/reference/' },
    ],
    sidebar: referenceSidebar,
    outline: { level: [2, 3], label: '本页 On this page' },
  },
}
