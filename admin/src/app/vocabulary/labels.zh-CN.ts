export const labels = {
  vocabulary: {
    kind: { PARTY: '党组织', UNION: '工会', LEAGUE: '共青团', WOMEN: '妇女组织', UNIT: '单位' },
    level: {
      PARTY: {
        COMMITTEE: '党委',
        GENERAL_BRANCH: '党总支',
        BRANCH: '党支部',
        JOINT_BRANCH: '联合党支部',
        TEMPORARY_BRANCH: '临时党支部',
        GROUP: '党小组',
      },
      UNION: { COMMITTEE: '基层工会委员会', JOINT_COMMITTEE: '联合基层工会委员会', SUB_UNION: '分工会', GROUP: '工会小组' },
      LEAGUE: { COMMITTEE: '团委', GENERAL_BRANCH: '团总支', BRANCH: '团支部', GROUP: '团小组' },
      WOMEN: { COMMITTEE: '妇委会', GROUP: '妇女小组' },
      UNIT: { BUREAU: '局', INSTITUTION: '直属单位', DEPARTMENT: '科室' },
    },
    role: { ADMINISTRATOR: '系统管理员', OFFICER: '党务干部', SECRETARY: '支部书记', VIEWER: '查看人员', REPORTER: '统计人员' },
  },
}
