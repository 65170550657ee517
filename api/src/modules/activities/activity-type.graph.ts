import { activityType, sourceText } from '@qizhi/rulebook'
import { columns, derived, expression, graph } from '../../platform/graph/graph.ts'
import { ActivityTypeEntry } from './activity-type.entity.ts'

/** How a line of the catalogue is read. Whoever may read activities anywhere may read all of it. */
export const activityTypeGraph = graph('ActivityType', ActivityTypeEntry, {
  types: [],
  permission: 'activities:read',
  visible: () => null,
  key: 'code',
  orders: {},
}).extend({
  ...columns(ActivityTypeEntry, ['code', 'category', 'kinds', 'levels', 'expects', 'builtIn']),
  name: expression((t, q) => (q.context.language === 'en' ? `${t}.name_en` : `${t}.name_zh`)),
  source: derived<{ code: string; own: string | null }>({ code: (t) => `${t}.code`, own: (t) => `${t}.source` }, ({ code, own }, { language }) => {
    const frequency = activityType(code)?.frequency
    return frequency === undefined ? own : sourceText(frequency.versions.at(-1)!.source, language === 'en' ? 'en' : 'zh')
  }),
})
