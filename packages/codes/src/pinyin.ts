import { pinyin } from 'pinyin-pro'

/** How a Chinese text is searched by its sounds: `zengguofan` and `zgf`. */
export interface Pinyin {
  readonly full: string
  readonly initials: string
}

/**
 * The pinyin of a person's name. The head of a name is read as a surname (仇 is qiu, 曾 is zeng, 单 is shan);
 * a name with a middle dot has no surname at its head.
 */
export function personPinyin(name: string): Pinyin {
  return compose(name, name.includes('·') ? 'off' : 'head')
}

/** The pinyin of an organisation's name; letters and digits in it stay as they are. */
export function organizationPinyin(name: string): Pinyin {
  return compose(name, 'off')
}

// One field at a time: in a longer text the surname mode reads the beginning of other words as surnames too.
function compose(text: string, surname: 'head' | 'off'): Pinyin {
  const syllables = pinyin(text, { type: 'array', toneType: 'none', v: true, surname })
    .map((syllable) => syllable.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((syllable) => syllable !== '')
  return { full: syllables.join(''), initials: syllables.map((syllable) => Array.from(syllable)[0]).join('') }
}
