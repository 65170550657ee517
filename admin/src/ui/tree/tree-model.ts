import { computed, shallowRef, triggerRef } from 'vue'

export interface TreePage<T> {
  readonly nodes: readonly T[]
  readonly endCursor: string | null
  readonly hasMore: boolean
}

/** Where a tree's nodes come from: pages of the children of one node, or of the roots. */
export interface TreeSource<T> {
  idOf(node: T): string
  hasChildren(node: T): boolean
  children(parent: string | undefined, after: string | null): Promise<TreePage<T>>
}

/** A line of the tree: a node, or the place where more of a parent's children will stand. */
export type TreeRow<T> =
  | {
      kind: 'node'
      key: string
      id: string
      node: T
      depth: number
      hasChildren: boolean
      expanded: boolean
      loading: boolean
      position: number
      setSize: number
    }
  | { kind: 'more'; key: string; parent: string | undefined; depth: number; failed: boolean }

interface Branch {
  ids: string[]
  /** Shown although the page on which they stand is not loaded yet. */
  pinned: string[]
  cursor: string | null
  hasMore: boolean
  loading: Promise<void> | undefined
  failed: boolean
}

interface Item<T> {
  node: T
  parent: string | undefined
  expanded: boolean
}

export type TreeModel<T> = ReturnType<typeof createTreeModel<T>>

/**
 * A tree that is loaded as it is opened. What is visible is one flat list of rows, so that a virtual list can show 20,000 nodes;
 * each branch loads its children page by page.
 */
export function createTreeModel<T>(source: TreeSource<T>) {
  const items = new Map<string, Item<T>>()
  const branches = new Map<string | undefined, Branch>()
  // the two maps are plain for speed; whoever changes them says so through this
  const changes = shallowRef(0)
  let generation = 0

  const rows = computed<TreeRow<T>[]>(() => {
    void changes.value
    const all: TreeRow<T>[] = []
    append(all, undefined, 0)
    return all
  })
  const loadingRoots = computed(
    () => changes.value >= 0 && branches.get(undefined)?.loading !== undefined && branches.get(undefined)?.ids.length === 0,
  )

  function append(all: TreeRow<T>[], parent: string | undefined, depth: number): void {
    const branch = branches.get(parent)
    if (!branch) return
    const ids = branch.pinned.length > 0 ? [...branch.ids, ...branch.pinned] : branch.ids
    ids.forEach((id, index) => {
      const item = items.get(id)
      if (!item) return
      const own = branches.get(id)
      all.push({
        kind: 'node',
        key: id,
        id,
        node: item.node,
        depth,
        hasChildren: source.hasChildren(item.node),
        expanded: item.expanded,
        loading: own?.loading !== undefined && own.ids.length === 0,
        position: index + 1,
        // unknown while there are more pages
        setSize: branch.hasMore ? -1 : ids.length,
      })
      if (item.expanded) append(all, id, depth + 1)
    })
    if (branch.hasMore && (branch.ids.length > 0 || branch.failed))
      all.push({ kind: 'more', key: `more:${parent ?? ''}`, parent, depth, failed: branch.failed })
  }

  /** Loads the next page of a node's children; several calls at once are one. */
  function loadMore(parent: string | undefined): Promise<void> {
    let branch = branches.get(parent)
    if (!branch) branches.set(parent, (branch = { ids: [], pinned: [], cursor: null, hasMore: true, loading: undefined, failed: false }))
    if (!branch.hasMore) return Promise.resolve()
    // asking while it loads changes nothing, and must not say that something changed
    if (branch.loading) return branch.loading
    branch.loading = loadPage(parent, branch).finally(() => {
      branch.loading = undefined
      triggerRef(changes)
    })
    triggerRef(changes)
    return branch.loading
  }

  async function loadPage(parent: string | undefined, branch: Branch): Promise<void> {
    const asked = generation
    try {
      const page = await source.children(parent, branch.cursor)
      // the tree was replaced meanwhile
      if (asked !== generation) return
      accept(parent, branch, page)
    } catch {
      branch.failed = true
    }
  }

  function accept(parent: string | undefined, branch: Branch, page: TreePage<T>): void {
    const known = new Set(branch.ids)
    for (const node of page.nodes) {
      const id = source.idOf(node)
      put(node, parent)
      if (!known.has(id)) branch.ids.push(id)
      known.add(id)
    }
    branch.pinned = branch.pinned.filter((id) => !known.has(id))
    branch.cursor = page.endCursor
    branch.hasMore = page.hasMore
    branch.failed = false
  }

  function put(node: T, parent: string | undefined): void {
    const id = source.idOf(node)
    const known = items.get(id)
    items.set(id, { node, parent, expanded: known?.expanded ?? false })
  }

  async function expand(id: string): Promise<void> {
    const item = items.get(id)
    if (!item || !source.hasChildren(item.node)) return
    item.expanded = true
    triggerRef(changes)
    if (!branches.has(id)) await loadMore(id)
  }

  function collapse(id: string): void {
    const item = items.get(id)
    if (item) item.expanded = false
    triggerRef(changes)
  }

  /** Opens the way to a node, whose ancestors are given from the root on; it is shown even if its page is not loaded yet. */
  async function reveal(ancestors: readonly T[], node: T): Promise<void> {
    let parent: string | undefined
    const path = [...ancestors, node]
    for (const [index, step] of path.entries()) {
      if (!branches.has(parent)) await loadMore(parent)
      const branch = branches.get(parent)
      if (!branch) return
      const id = source.idOf(step)
      if (!items.has(id)) put(step, parent)
      if (!branch.ids.includes(id) && !branch.pinned.includes(id)) branch.pinned.push(id)
      if (index < path.length - 1) {
        const item = items.get(id)
        if (item) item.expanded = true
        triggerRef(changes)
      }
      parent = id
    }
    triggerRef(changes)
  }

  /** Asks for a branch anew, after nodes came, went or moved; what was open stays open. */
  async function refresh(parent: string | undefined): Promise<void> {
    const before = branches.get(parent)
    if (!before) return
    const wanted = before.ids.length
    const fresh: Branch = { ids: [], pinned: [], cursor: null, hasMore: true, loading: undefined, failed: false }
    const asked = generation
    do accept(parent, fresh, await source.children(parent, fresh.cursor))
    while (fresh.hasMore && fresh.ids.length < wanted)
    if (asked !== generation) return
    branches.set(parent, fresh)
    // who went is forgotten, unless he stands somewhere else by now
    const present = new Set(fresh.ids)
    for (const id of before.ids) if (!present.has(id) && items.get(id)?.parent === parent) items.delete(id)
    triggerRef(changes)
  }

  /** Newer facts about nodes that are shown. */
  function update(nodes: readonly T[]): void {
    for (const node of nodes) {
      const item = items.get(source.idOf(node))
      if (item) item.node = node
    }
    triggerRef(changes)
  }

  /** Another tree altogether: forgets everything and loads the roots; a tree of one root stands open. */
  async function restart(): Promise<void> {
    generation += 1
    items.clear()
    branches.clear()
    await loadMore(undefined)
    if (onlyRoot.value !== undefined) await expand(source.idOf(onlyRoot.value))
  }

  /** The root, when there is but one. */
  const onlyRoot = computed(() => {
    void changes.value
    const roots = branches.get(undefined)
    return roots?.ids.length === 1 && !roots.hasMore ? items.get(roots.ids[0]!)?.node : undefined
  })

  return {
    rows,
    loadingRoots,
    onlyRoot,
    loadMore,
    expand,
    collapse,
    reveal,
    refresh,
    update,
    restart,
    get: (id: string) => items.get(id)?.node,
    parentOf: (id: string) => items.get(id)?.parent,
    has: (id: string) => items.has(id),
    isShown: (id: string) => rows.value.some((row) => row.key === id),
    isExpanded: (id: string) => items.get(id)?.expanded ?? false,
    failed: computed(() => changes.value >= 0 && branches.get(undefined)?.failed === true && branches.get(undefined)?.ids.length === 0),
  }
}
