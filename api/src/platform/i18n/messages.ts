import { type KeysOf } from './texts.ts'
import { type platformTexts } from './platform-texts.ts'

/**
 * The keys of everything that the server can say. A module adds its own beside its texts:
 *
 *     declare module '../../platform/i18n/messages.ts' {
 *       interface Messages extends KeysOf<typeof memberTexts> {}
 *     }
 */
export interface Messages extends KeysOf<typeof platformTexts> {}
