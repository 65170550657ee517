import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  settings: {
    title: 'Settings',
    keywords: 'shezhi sz password language theme devices sessions',
    appearance: {
      title: 'Language and appearance',
      language: 'Language',
      theme: 'Appearance',
      themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
      hint: 'For this browser only.',
    },
    devices: {
      title: 'Signed-in devices',
      hint: 'Your account is signed in on these devices. If you do not know one, sign it out and change your password.',
      current: 'This device',
      unknown: 'Unknown device',
      since: 'Signed in {moment}',
      seen: 'Last used {moment}',
      end: 'Sign out',
      endOf: 'Sign out: {device}',
      endTitle: 'Sign out a device',
      endHint: '“{device}” will have to sign in again.',
      done: 'The device was signed out.',
    },
  },
}
