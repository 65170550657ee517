/** The documentation of the API in somebody's language. It is a site of its own beside the admin, so a link leaves this one. */
export function documentationUrl(language: string): string {
  return language === 'en' ? '/docs/en/' : '/docs/'
}
