/** @jest-environment jsdom */
import { afterEach, describe, expect, test } from '@jest/globals'
import { flushPromises } from '@vue/test-utils'
import { type App, createApp } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { choices, text } from './url-fields.ts'
import { useUrlState } from './use-url-state.ts'

const open: App[] = []
afterEach(() => open.splice(0).forEach((app) => app.unmount()))

const page = { template: '', render: () => null }

/** A page at an address, with a list's state. */
async function aPageAt(address: string, history: 'push' | 'replace' = 'replace') {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/list', component: page },
      { path: '/other', component: page },
    ],
  })
  await router.push(address)
  let url!: ReturnType<typeof stateOfList>
  const stateOfList = () => useUrlState({ query: text(), kinds: choices(['PARTY', 'UNION']) }, { history })
  const app = createApp({
    setup() {
      url = stateOfList()
      return () => null
    },
  })
  app.use(router).mount(document.createElement('div'))
  open.push(app)
  return { router, url }
}

async function settled(router: Router) {
  await flushPromises()
  return router.currentRoute.value.fullPath
}

describe('a page’s state in the address', () => {
  test('is read from it', async () => {
    const { url } = await aPageAt('/list?query=张&kinds=UNION')
    expect(url.state.query).toBe('张')
    expect(url.state.kinds).toEqual(['UNION'])
    expect(url.isActive('kinds')).toBe(true)
  })

  test('several changes are one navigation, and leave alone what belongs to others', async () => {
    const { router, url } = await aPageAt('/list?org=1')
    let navigations = 0
    router.afterEach(() => void navigations++)
    url.state.query = '李'
    url.patch({ kinds: ['PARTY'] })
    expect(await settled(router)).toBe('/list?org=1&query=%E6%9D%8E&kinds=PARTY')
    expect(navigations).toBe(1)
  })

  test('is what was set, at once', async () => {
    const { url } = await aPageAt('/list')
    url.state.query = '王'
    expect(url.state.query).toBe('王')
  })

  test('resetting takes it out of the address', async () => {
    const { router, url } = await aPageAt('/list?query=x&kinds=PARTY&org=1')
    url.reset('query')
    expect(await settled(router)).toBe('/list?kinds=PARTY&org=1')
    url.reset()
    expect(await settled(router)).toBe('/list?org=1')
    expect(url.isActive('query')).toBe(false)
  })

  test('a place pushed is a place to come back to', async () => {
    const { router, url } = await aPageAt('/list', 'push')
    url.state.query = 'a'
    await settled(router)
    router.back()
    await settled(router)
    expect(url.state.query).toBe('')
  })

  test('a change that comes while the page is being left does not call that off', async () => {
    const { router, url } = await aPageAt('/list')
    let arrive!: (component: typeof page) => void
    router.addRoute({ path: '/lazy', component: () => new Promise<typeof page>((resolve) => (arrive = resolve)) })
    const leaving = router.push('/lazy')
    await flushPromises()
    url.state.query = 'late'
    await flushPromises()
    arrive(page)
    await leaving
    expect(await settled(router)).toBe('/lazy')
  })
})
