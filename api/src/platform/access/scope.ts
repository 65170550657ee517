/**
 * Where a permission holds: everywhere, or in the subtrees whose paths are listed. A path is text of fixed-width segments
 * (`/0000000a/0000000b`), so "inside" is `path >= root AND path < root || '0'` and `/1` never takes in `/10`.
 */
export interface Scope {
  readonly everything: boolean
  readonly roots: readonly string[]
}

export const everywhere: Scope = { everything: true, roots: [] }

export const nowhere: Scope = { everything: false, roots: [] }

/** The scope of these subtree roots, without those that stand inside another. */
export function subtrees(paths: Iterable<string>): Scope {
  const roots: string[] = []
  for (const path of [...new Set(paths)].sort()) {
    const last = roots.at(-1)
    if (last === undefined || !isInside(path, last)) roots.push(path)
  }
  return { everything: false, roots }
}

/** What both scopes take in. */
export function intersection(one: Scope, other: Scope): Scope {
  if (one.everything) return other
  if (other.everything) return one
  return subtrees([...one.roots.filter((root) => covers(other, root)), ...other.roots.filter((root) => covers(one, root))])
}

/** Whether an organisation's path stands in the scope. */
export function covers(scope: Scope, path: string): boolean {
  return scope.everything || scope.roots.some((root) => isInside(path, root))
}

/** Whether the subtree at a path and the scope have something in common. */
export function meets(scope: Scope, path: string): boolean {
  return scope.everything || scope.roots.some((root) => isInside(path, root) || isInside(root, path))
}

/** Whether two scopes have something in common. */
export function overlap(one: Scope, other: Scope): boolean {
  return one.everything ? !isEmpty(other) : one.roots.some((root) => meets(other, root))
}

/** Whether everything in the inner scope is in the outer one too. */
export function includes(outer: Scope, inner: Scope): boolean {
  return outer.everything || (!inner.everything && inner.roots.every((root) => covers(outer, root)))
}

export function isEmpty(scope: Scope): boolean {
  return !scope.everything && scope.roots.length === 0
}

/** Whether two scopes take in the same rows; both are made by this file, so their roots are sorted. */
export function sameScope(one: Scope, other: Scope): boolean {
  return (
    one.everything === other.everything &&
    one.roots.length === other.roots.length &&
    one.roots.every((root, at) => root === other.roots[at])
  )
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`)
}
