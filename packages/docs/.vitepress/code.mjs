/** Words of code are marked by class, not by style: the content security policy allows no inline styles, and the theme's stylesheet knows light and dark. */
const roles = {
  comment: ['comment', 'punctuation.definition.comment'],
  string: ['string', 'string.quoted', 'punctuation.definition.string'],
  number: ['constant.numeric', 'constant.language', 'constant.character'],
  keyword: ['keyword', 'storage', 'keyword.operator.new'],
  name: ['entity.name', 'support.function', 'variable.graphql', 'support.type.property-name'],
  parameter: [
    'variable.parameter',
    'meta.selectionset.graphql variable',
    'variable.other.readwrite.shell',
    'punctuation.definition.variable',
  ],
}
const plain = '#100000'
const colours = Object.fromEntries(Object.keys(roles).map((role, at) => [role, `#2000${String(at + 10)}`]))

/** A theme whose colours are only names. */
export const codeTheme = {
  name: 'qizhi',
  type: 'light',
  colors: { 'editor.foreground': plain, 'editor.background': '#ffffff' },
  settings: [
    { settings: { foreground: plain } },
    ...Object.entries(roles).map(([role, scope]) => ({ scope, settings: { foreground: colours[role] } })),
  ],
}

/** Puts the class of each word where its style was. */
export const classesForStyles = {
  name: 'qizhi:classes-for-styles',
  pre(node) {
    delete node.properties.style
  },
  span(node) {
    const style = String(node.properties.style ?? '').toLowerCase()
    delete node.properties.style
    const role = Object.keys(colours).find((name) => style.includes(colours[name]))
    if (role !== undefined) node.properties.class = `code-${role}`
  },
}
