import { type Router } from 'vue-router'

const storageKey = 'qizhi.reloadedAt'
const patience = 10_000

/**
 * When a newer version was installed while a page was open, the files that it has not fetched yet are gone. Going to another page then
 * loads that page anew; a part of the present page cannot be fetched without losing what was typed, so the person is told instead.
 */
export function followNewerVersion(router: Router, tell: () => void): void {
  window.addEventListener('vite:preloadError', tell)
  router.onError((error, to) => {
    if (!isMissingFile(error)) return
    // a file that is missing from the newer version too must not make the page load for ever
    const last = Number(sessionStorage.getItem(storageKey) ?? 0)
    if (Date.now() - last < patience) return
    sessionStorage.setItem(storageKey, String(Date.now()))
    window.location.assign(to.fullPath)
  })
}

/** Each browser says it in its own words. */
function isMissingFile(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script|preload CSS/i.test(error.message)
}
