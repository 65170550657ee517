/** What is said of an activity, as its forms hold it: absent things are empty texts. */
export interface ActivityValues {
  title: string
  /** RFC 3339; empty until a day is chosen. */
  plannedStart: string
  topic: string
  place: string
  host: string
  agenda: string
}

export interface NamedId {
  readonly id: string
  readonly name: string
}

export interface Exclusion extends NamedId {
  reason: string
}

/** Empty texts as the API wants them: absent. */
export function sent(values: ActivityValues) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return {
    title: values.title.trim(),
    plannedStart: values.plannedStart,
    topic: orNull(values.topic),
    place: orNull(values.place),
    host: orNull(values.host),
    agenda: orNull(values.agenda),
  }
}
