import { useMutationObserver } from '@vueuse/core'
import { computed, ref } from 'vue'

const series = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `--qz-chart-${number}`)

/** The tokens as a theme of ECharts, read anew when the page turns dark or light. */
export function useChartTheme() {
  const turns = ref(0)
  useMutationObserver(document.documentElement, () => turns.value++, { attributeFilter: ['class'] })

  return computed(() => {
    void turns.value
    const style = getComputedStyle(document.documentElement)
    const token = (name: string) => style.getPropertyValue(name).trim()
    const text = { color: token('--qz-text-soft'), fontFamily: style.getPropertyValue('--qz-font') }
    const axis = {
      axisLine: { lineStyle: { color: token('--qz-line-strong') } },
      axisTick: { show: false },
      axisLabel: text,
      splitLine: { lineStyle: { color: token('--qz-line') } },
    }
    return {
      color: series.map(token),
      textStyle: text,
      categoryAxis: { ...axis, splitLine: { show: false } },
      valueAxis: { ...axis, axisLine: { show: false } },
      legend: { textStyle: text },
      // an area of areas has its name above them
      treemap: { itemStyle: { borderColor: token('--qz-surface') }, upperLabel: { color: token('--qz-text-soft') } },
      // the more, the stronger
      visualMap: { color: [token('--qz-chart-1'), token('--qz-info-soft')], textStyle: text },
      tooltip: {
        backgroundColor: token('--qz-raised'),
        borderColor: token('--qz-line'),
        textStyle: { color: token('--qz-text'), fontSize: 13 },
      },
    }
  })
}
