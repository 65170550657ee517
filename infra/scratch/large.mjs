import { writeFileSync } from 'node:fs'
const { startTestServer } = await import('/work/main/infra/dist/database/index.js')
const s = await startTestServer({ durable: true, directory: process.argv[2] })
writeFileSync(process.argv[3], s.url)
console.log(s.url)
process.on('SIGTERM', async () => { await s.stop(); process.exit(0) })
setInterval(() => {}, 1e6)
