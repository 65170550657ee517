import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * The environment in which a browser finds Chinese letters: the system's where it has some, else those of a font package, through a
 * fontconfig file in `directory`.
 */
export function fontEnvironment(directory: string): NodeJS.ProcessEnv {
  if (systemHasChineseFonts()) return {}
  const file = join(directory, 'fonts.conf')
  mkdirSync(directory, { recursive: true })
  writeFileSync(file, fontconfig(directory))
  return { FONTCONFIG_FILE: file }
}

function systemHasChineseFonts(): boolean {
  try {
    return execFileSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    // without the tools nobody can tell: bring our own
    return false
  }
}

function fontconfig(directory: string): string {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const families = ['sans-serif', 'serif', 'system-ui', 'monospace']
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(fonts, '400Regular')}</dir>
  <dir>${join(fonts, '700Bold')}</dir>
  <cachedir>${join(directory, 'font-cache')}</cachedir>
${families.map((family) => `  <alias><family>${family}</family><default><family>Noto Sans SC</family></default></alias>`).join('\n')}
</fontconfig>
`
}
