/** How much one request may ask for. The admin's largest page stays well below all of these. */
export const limits = {
  /** Words and signs of a document; what is beyond is not even parsed. */
  tokens: 10_000,
  /** Levels of fields. The introspection query that tools send has fifteen. */
  depth: 16,
  aliases: 100,
  /** Times that a selection set names an answer again that it has named before. */
  duplicates: 50,
  directives: 50,
  inlineFragments: 200,
  /** Fields, once fragments are put where they are used. */
  selections: 2_000,
  rootFields: 50,
  mutations: 5,
  /** Fields × the rows they are asked for. */
  cost: 200_000,
  /** Rows of one page. */
  pageSize: 200,
  /** Characters of what somebody searches for. */
  searchLength: 100,
} as const
