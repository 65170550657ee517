/** Stops the server that jest-database.mjs started; one that was given stays. */
export default async function stopDatabase() {
  await globalThis.stopQizhiTestServer?.()
}
