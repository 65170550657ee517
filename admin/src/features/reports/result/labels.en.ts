import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  reports: {
    result: {
      table: 'Table',
      row: 'Scope',
      rows: 'Rows: {count}',
      total: 'Total',
      cell: '{names}: {figure}, open the ledger',
      announced: 'The table has {rows} rows now',
      truncated: '{total} rows, the first {shown} are listed; files have all of them, and totals are of all.',
      suppressed:
        '* stands for too few people. Your account does not show persons: so that nobody can be worked out, such figures are withheld and others about people are rounded down in steps.',
      suppressedFigure: 'Too few people to be shown',
      empty: 'Nothing matches',
      emptyHint: {
        ACTIVITIES: 'Loosen the period, the organisation or the filters. Without a chosen state only held and archived activities count.',
        MEMBERS: 'Loosen the organisation or the filters.',
        MEMBERSHIP_CHANGES: 'Loosen the period, the organisation or the filters.',
      },
    },
    chart: {
      title: 'Chart',
      kind: 'Kind of chart',
      measure: 'Figure in the chart',
      kinds: {
        NONE: 'None',
        BAR: 'Bars',
        LINE: 'Lines',
        STACKED: 'Stacked',
        HEAT_MAP: 'Heat map',
        TREE_MAP: 'Tree map',
        ORGANIZATIONS: 'By organisation',
      },
      label: '{measure} by {dimensions}',
      part: 'The chart shows the first {shown} of {total}; the table has them all.',
      others: 'Others',
      show: 'Show a chart',
      beside: 'Table and chart side by side',
      below: 'Chart below the table',
    },
    ledger: {
      title: 'Ledger',
      empty: 'No such record',
      count: {
        ACTIVITIES: 'Activities: {count}',
        MEMBERS: 'People: {count}',
        MEMBERSHIP_CHANGES: 'Memberships: {count}',
      },
      note: {
        MEMBERS: 'Each person is listed once; places, counted by organisation, can be more.',
        MEMBERSHIP_CHANGES: 'The memberships behind all changes of this cell; one that changed several times is listed once.',
      },
      forbidden: 'The persons are not shown',
      forbiddenHint: 'Your account may see figures, but not the persons behind them.',
      outOfSight: '(outside your scope)',
    },
    copy: {
      title: 'Copy as a query',
      button: 'Query',
      form: 'Form',
      graphql: 'GraphQL',
      curl: 'curl',
      graphqlHint: 'Sent to /graphql, it answers with the table of this page.',
      curlHint:
        'Sign in with the first command (put your password in), which keeps the session in the file jar; the second answers with the table of this page.',
      signIn: 'Command to sign in',
      copy: 'Copy',
      copied: 'Copied.',
      failed: 'The browser does not allow copying. Select the text and copy it by hand.',
    },
    download: {
      xlsx: 'Excel workbook (.xlsx)',
      xlsxHint: 'With its header and formats, ready to print',
      csv: 'CSV (.csv)',
      csvHint: 'Data only, for other programs',
      pdf: 'PDF (.pdf)',
      pdfHint: 'A fixed layout, to file or to hand in',
    },
  },
}
