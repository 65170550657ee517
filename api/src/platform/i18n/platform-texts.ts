import { en } from './en.ts'
import { defineTexts } from './texts.ts'
import { zh } from './zh-CN.ts'

/** What the platform itself has to say. */
export const platformTexts = defineTexts({ 'zh-CN': zh, en })
