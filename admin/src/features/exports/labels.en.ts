import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  exports: {
    empty: 'Nothing has been exported yet',
    emptyHint:
      'Press “Export” in the list of members or activities: a file of all that is filtered is made in the background and can be fetched here.',
    source: { MEMBERS: 'Members', ACTIVITIES: 'Activities', ORGANIZATIONS: 'Organisations' },
    format: { XLSX: 'Excel (XLSX)', CSV: 'CSV', JSONL: 'JSON lines' },
    status: {
      QUEUED: 'Waiting',
      READING: 'Reading',
      WRITING: 'Writing the file',
      READY: 'Ready',
      FAILED: 'Failed',
      CANCELLED: 'Cancelled',
      EXPIRED: 'Expired',
    },
    problem: { SCOPE_CHANGED: 'What you may read has changed; export again', INTERNAL: 'The server failed; export again' },
    column: {
      source: 'Content',
      format: 'Format',
      status: 'State',
      rows: 'Rows',
      size: 'Size',
      createdAt: 'Asked for',
      expiresAt: 'Kept until',
    },
    progress: '{done} of {total} rows read',
    download: 'Download',
    cancel: 'Cancel export',
    dialog: {
      title: 'Export {source}',
      hint: 'All that is filtered, as far as you may read it; national ID and phone numbers are masked.',
      format: 'File format',
      fields: 'Fields',
      all: 'All',
      none: 'Choose one field at least.',
      submit: 'Export',
    },
    started: 'The file is being made and downloads by itself. You can also fetch it under “Exports” later.',
    ready: 'The file is ready.',
  },
}
