import { describe, expect, test } from '@jest/globals'
import { createTreeModel } from './tree-model.ts'

interface Node {
  id: string
  children: number
}
interface World {
  [parent: string]: string[]
}

const pageSize = 2

/** A tree that answers two nodes a page and remembers what it was asked. */
function aTree(world: World) {
  const asked: string[] = []
  const nodeOf = (id: string): Node => ({ id, children: world[id]?.length ?? 0 })
  const model = createTreeModel<Node>({
    idOf: (node) => node.id,
    hasChildren: (node) => node.children > 0,
    children: (parent, after) => {
      asked.push(`${parent ?? 'roots'}@${after ?? 0}`)
      const all = world[parent ?? 'roots'] ?? []
      const start = Number(after ?? 0)
      const nodes = all.slice(start, start + pageSize).map(nodeOf)
      return Promise.resolve({ nodes, endCursor: String(start + nodes.length), hasMore: start + nodes.length < all.length })
    },
  })
  const shown = () => model.rows.value.map((row) => `${'·'.repeat(row.depth)}${row.kind === 'node' ? row.id : '…'}`)
  return { model, asked, shown, nodeOf }
}

describe('a tree that is loaded as it is opened', () => {
  test('one root stands open, with one page of its children', async () => {
    const { model, shown } = aTree({ roots: ['r'], r: ['a', 'b', 'c'] })
    await model.restart()
    expect(shown()).toEqual(['r', '·a', '·b', '·…'])
  })

  test('several roots stay closed', async () => {
    const { model, shown } = aTree({ roots: ['r', 's'], r: ['a'] })
    await model.restart()
    expect(shown()).toEqual(['r', 's'])
  })

  test('the next page is asked for once, however often it is wanted', async () => {
    const { model, asked, shown } = aTree({ roots: ['r'], r: ['a', 'b', 'c'] })
    await model.restart()
    await Promise.all([model.loadMore('r'), model.loadMore('r'), model.loadMore('r')])
    expect(asked.filter((each) => each === 'r@2')).toHaveLength(1)
    expect(shown()).toEqual(['r', '·a', '·b', '·c'])
  })

  test('asking again while it loads changes no row', async () => {
    const { model } = aTree({ roots: ['r'], r: ['a', 'b', 'c'] })
    await model.restart()
    const loading = model.loadMore('r')
    const rows = model.rows.value
    void model.loadMore('r')
    expect(model.rows.value).toBe(rows)
    await loading
  })

  test('closing keeps what was loaded', async () => {
    const { model, asked, shown } = aTree({ roots: ['r'], r: ['a'] })
    await model.restart()
    model.collapse('r')
    expect(shown()).toEqual(['r'])
    await model.expand('r')
    expect(shown()).toEqual(['r', '·a'])
    expect(asked).toEqual(['roots@0', 'r@0'])
  })

  test('a node far down is shown at once, and finds its place when its page comes', async () => {
    const { model, shown, nodeOf } = aTree({ roots: ['r'], r: ['a', 'b', 'c', 'd'], d: ['x'] })
    await model.restart()
    await model.reveal([nodeOf('r'), nodeOf('d')], nodeOf('x'))
    expect(shown()).toEqual(['r', '·a', '·b', '·d', '··x', '·…'])
    await model.loadMore('r')
    expect(shown()).toEqual(['r', '·a', '·b', '·c', '·d', '··x'])
  })

  test('a branch asked for anew shows who came and who went, as far as it was open', async () => {
    const world: World = { roots: ['r'], r: ['a', 'b', 'c'], c: ['x'] }
    const { model, shown } = aTree(world)
    await model.restart()
    await model.loadMore('r')
    await model.expand('c')
    world['r'] = ['b', 'c', 'd']
    await model.refresh('r')
    expect(shown()).toEqual(['r', '·b', '·c', '··x', '·d'])
  })

  test('a node that moved is known at its new place only', async () => {
    const world: World = { roots: ['r'], r: ['a', 'b'], a: ['x'], b: ['y'] }
    const { model, shown, nodeOf } = aTree(world)
    await model.restart()
    await model.expand('a')
    world['a'] = []
    world['b'] = ['y', 'x']
    model.update([nodeOf('a'), nodeOf('b')])
    await Promise.all([model.refresh('a'), model.refresh('b')])
    expect(model.isShown('x')).toBe(false)
    await model.reveal([nodeOf('r'), nodeOf('b')], nodeOf('x'))
    expect(shown()).toEqual(['r', '·a', '·b', '··y', '··x'])
    expect(model.parentOf('x')).toBe('b')
  })

  test('an answer for a tree that was replaced meanwhile is not shown', async () => {
    const world: World = { roots: ['r'], r: ['old'] }
    const { model, shown } = aTree(world)
    const first = model.restart()
    world['roots'] = ['s']
    await Promise.all([first, model.restart()])
    expect(shown()).toEqual(['s'])
  })

  test('a failed page says so and can be asked for again', async () => {
    let works = false
    const model = createTreeModel<Node>({
      idOf: (node) => node.id,
      hasChildren: () => false,
      children: () =>
        works ? Promise.resolve({ nodes: [{ id: 'r', children: 0 }], endCursor: null, hasMore: false }) : Promise.reject(new Error('away')),
    })
    await model.restart()
    expect(model.failed.value).toBe(true)
    works = true
    await model.restart()
    expect(model.failed.value).toBe(false)
    expect(model.rows.value).toHaveLength(1)
  })

  test('20,000 nodes are one flat list within a few milliseconds', async () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `n${index}`)
    const model = createTreeModel<Node>({
      idOf: (node) => node.id,
      hasChildren: (node) => node.children > 0,
      children: (parent) =>
        Promise.resolve({
          nodes: parent === undefined ? [{ id: 'r', children: ids.length }] : ids.map((id) => ({ id, children: 0 })),
          endCursor: null,
          hasMore: false,
        }),
    })
    await model.restart()
    model.collapse('r')
    const before = performance.now()
    await model.expand('r')
    expect(model.rows.value).toHaveLength(20_001)
    expect(performance.now() - before).toBeLessThan(250)
  })
})
