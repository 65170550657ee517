export const labels = {
  snapshots: {
    one: '报表快照',
    ofReport: '报表快照',
  },
}
