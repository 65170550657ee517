/** The headers of what a browser keeps instead of showing: with its name, and without any right where it is shown after all. */
export function downloadHeaders(filename: string): Readonly<Record<string, string>> {
  return {
    'content-disposition': `attachment; filename="${asciiOf(filename)}"; filename*=UTF-8''${encodeURIComponent(filename.replace(/\p{Cs}/gu, '_')).replace(/['()*]/g, percent)}`,
    'content-security-policy': "default-src 'none'; sandbox",
  }
}

function asciiOf(filename: string): string {
  return filename.replace(/[^\x20-\x7e]|["\\%]/g, '_')
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
