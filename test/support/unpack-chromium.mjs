import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium, { inflate } from '@sparticuz/chromium'

// Unpacks the browser, and the libraries that a bare system lacks, into the temporary directory: whoever runs this names one (TMPDIR).
await chromium.executablePath()
await inflate(join(dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')))), 'bin/al2023.tar.br'))
