import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  reportLinks: {
    title: 'Data links',
    hint: 'For Excel’s web query and other programs, which fetch the figures without signing in. Whoever has a link sees what you see: keep it to yourself.',
    create: 'New link',
    name: 'Purpose',
    nameHint: 'Such as “Director’s dashboard”.',
    days: 'Days that it lives',
    none: 'No data links yet',
    state: { LIVE: 'Live', EXPIRED: 'Expired', REVOKED: 'Revoked' },
    column: { name: 'Purpose', state: 'State', lastUsed: 'Last used', expiresAt: 'Valid until' },
    never: 'Never',
    from: '{at}, from {address}',
    revoke: 'Revoke',
    revokeTitle: 'Revoke the link {name}?',
    revokeMessage: 'Workbooks that use it stop getting figures at once. It cannot be undone.',
    revoked: 'The link {name} is revoked.',
    shownTitle: 'Copy this link now',
    shownHint: 'It is shown this once. In Excel choose Data → From Web and paste it; Refresh All fetches the latest figures.',
    copy: 'Copy link',
    copied: 'The link is copied.',
    copyFailed: 'It could not be copied: please select it and copy it by hand.',
    done: 'Done',
  },
}
