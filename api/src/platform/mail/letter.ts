import { type Mail } from './mailer.ts'

/** What a mail says: paragraphs, the one place where they lead, and small print. */
export interface Letter {
  readonly paragraphs: readonly string[]
  readonly link: { readonly words: string; readonly address: string }
  readonly foot: string
}

/** A letter as plain text and as a page that shows the same. Whatever stands in it is text, also where it looks like a tag. */
export function letterOf(language: string, { paragraphs, link, foot }: Letter): Pick<Mail, 'language' | 'text' | 'html'> {
  return {
    language,
    text: [...paragraphs, `${link.words}: ${link.address}`, '--', foot].join('\n\n'),
    html: page(language, [
      ...paragraphs.map((text) => `<p>${escaped(text)}</p>`),
      `<p><a href="${escaped(link.address)}">${escaped(link.words)}</a></p>`,
      `<p style="color:#57606a;font-size:13px">${escaped(foot)}</p>`,
    ]),
  }
}

function page(language: string, parts: readonly string[]): string {
  return `<!doctype html><html lang="${language}"><body style="font:15px/1.6 'PingFang SC','Microsoft YaHei',sans-serif;color:#1f2328">${parts.join('')}</body></html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
