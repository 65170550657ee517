/** How much there is of everything; two runs of one scale make the same bureau. */
export interface Scale {
  readonly organizations: number
  readonly members: number
  readonly activities: number
}

export const scales = {
  small: { organizations: 200, members: 5_000, activities: 20_000 },
  medium: { organizations: 2_000, members: 100_000, activities: 500_000 },
  double: { organizations: 4_000, members: 200_000, activities: 1_000_000 },
  large: { organizations: 20_000, members: 1_000_000, activities: 5_000_000 },
} as const satisfies Record<string, Scale>

export type ScaleName = keyof typeof scales

export const scaleNames = Object.keys(scales) as readonly ScaleName[]

/** Attendances by activity, over all of them: those that were cancelled or are still planned have none. */
export const attendancesPerActivity = 4
