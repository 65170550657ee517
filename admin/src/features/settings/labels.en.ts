import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  settings: {
    appearance: {
      title: 'Language and appearance',
      language: 'Language',
      theme: 'Appearance',
      themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
      hint: 'For this browser only.',
    },
    mail: {
      hint: 'Scheduled reports are sent here, with the figures of your own scope, and word of webhooks that were disabled.',
      email: 'Mail address',
      language: 'Language of mails',
      password: 'Current password',
      passwordHint: 'Needed so that nobody else has your reports sent elsewhere.',
      save: 'Save',
      done: 'The mail settings were saved.',
    },
    devices: {
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
