import { CircleAlert, CircleMinus, CirclePlus, Pencil, TriangleAlert, Wrench } from '@lucide/vue'
import { type Component } from 'vue'
import { type FindingSeverity, type ImportOutcome, type ImportStatus } from '#gql'
import { type StateTone } from '#ui/feedback/StateTag.vue'

interface Look {
  readonly tone: StateTone
  readonly icon: Component
}

/** How the ends of rows, findings and states of an import look; their words stand in the labels. */
export const outcomeLooks: Readonly<Record<ImportOutcome, Look>> = {
  CREATED: { tone: 'success', icon: CirclePlus },
  UPDATED: { tone: 'info', icon: Pencil },
  UNCHANGED: { tone: 'neutral', icon: CircleMinus },
  REJECTED: { tone: 'danger', icon: CircleAlert },
}
export const severityLooks: Readonly<Record<FindingSeverity, Look>> = {
  REFUSED: { tone: 'danger', icon: CircleAlert },
  WARNING: { tone: 'warning', icon: TriangleAlert },
  REPAIRED: { tone: 'info', icon: Wrench },
}
export const statusTones: Readonly<Record<ImportStatus, StateTone>> = {
  DRAFT: 'warning',
  APPLYING: 'progress',
  APPLIED: 'success',
  FAILED: 'danger',
  DISCARDED: 'neutral',
}
