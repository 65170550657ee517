import { nextTick, type Ref, ref } from 'vue'

/** A table whose figures are buttons is one stop for the Tab key; inside it the arrows move. Figures say where they are: `data-at="row,column"`. */
export function useGridKeys(table: Readonly<Ref<HTMLElement | null>>) {
  const current = ref('')

  function follow(event: FocusEvent) {
    const at = (event.target as HTMLElement).dataset['at']
    if (at !== undefined) current.value = at
  }

  async function press(event: KeyboardEvent) {
    const at = (event.target as HTMLElement).dataset['at']
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (at === undefined || step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const [down = 0, across = 0] = step
    const all = [...(table.value?.querySelectorAll<HTMLElement>('[data-at]') ?? [])].map((element) => ({
      element,
      at: placeOf(element.dataset['at']),
    }))
    const from = placeOf(at)
    // the next figure that way; where nothing was held there is none
    const ahead = all
      .filter((other) =>
        down === 0
          ? other.at.row === from.row && (other.at.column - from.column) * across > 0
          : other.at.column === from.column && (other.at.row - from.row) * down > 0,
      )
      .sort((a, b) => distance(a.at, from) - distance(b.at, from))
    const next = ahead[0]?.element
    if (!next) return
    current.value = next.dataset['at'] ?? ''
    await nextTick()
    next.focus()
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  return { current, follow, press }
}

interface Place {
  readonly row: number
  readonly column: number
}

function placeOf(text = ''): Place {
  const [row = '0', column = '0'] = text.split(',')
  return { row: Number(row), column: Number(column) }
}

function distance(a: Place, b: Place): number {
  return Math.abs(a.row - b.row) + Math.abs(a.column - b.column)
}
