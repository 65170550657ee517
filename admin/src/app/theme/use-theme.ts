import { useMediaQuery, useStorage } from '@vueuse/core'
import { computed, watchEffect } from 'vue'

export type ThemeChoice = 'system' | 'light' | 'dark'
export const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark']

// public/theme.js reads the same key before the first paint
const choice = useStorage<ThemeChoice>('qizhi.theme', 'system')

/** The theme that the person chose, and whether that means dark now. */
export function useTheme() {
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)')
  const isDark = computed(() => choice.value === 'dark' || (choice.value === 'system' && systemIsDark.value))
  return { choice, isDark }
}

/** Keeps the document in the chosen theme; called once, by the root component. */
export function followTheme(): void {
  const { isDark } = useTheme()
  watchEffect(() => document.documentElement.classList.toggle('dark', isDark.value))
}
