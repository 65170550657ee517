import { type labels as zh } from './labels.zh-CN.ts'

export const labels: typeof zh = {
  vocabulary: {
    kind: { PARTY: 'Party', UNION: 'Trade union', LEAGUE: 'Youth League', WOMEN: 'Women', UNIT: 'Employer units' },
    level: {
      PARTY: {
        COMMITTEE: 'Party committee',
        GENERAL_BRANCH: 'General branch',
        BRANCH: 'Party branch',
        JOINT_BRANCH: 'Joint branch',
        TEMPORARY_BRANCH: 'Temporary branch',
        GROUP: 'Party group',
      },
      UNION: { COMMITTEE: 'Union committee', JOINT_COMMITTEE: 'Joint union committee', SUB_UNION: 'Sub-union', GROUP: 'Union group' },
      LEAGUE: { COMMITTEE: 'League committee', GENERAL_BRANCH: 'General branch', BRANCH: 'League branch', GROUP: 'League group' },
      WOMEN: { COMMITTEE: "Women's committee", GROUP: "Women's group" },
      UNIT: { BUREAU: 'Bureau', INSTITUTION: 'Institution', DEPARTMENT: 'Department' },
    },
    role: {
      ADMINISTRATOR: 'Administrator',
      OFFICER: 'Officer',
      SECRETARY: 'Branch secretary',
      VIEWER: 'Viewer',
      REPORTER: 'Report builder',
    },
  },
}
