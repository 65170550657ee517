import { CircleAlert, CircleMinus, CirclePlus, Pencil, UserRoundCheck } from '@lucide/vue'
import { type Component } from 'vue'
import { type SyncRowStatus, type SyncRunStatus } from '#gql'
import { type StateTone } from '#ui/feedback/StateTag.vue'

/** How the ends of rows and the states of a sync look; their words stand in the labels. */
export const rowLooks: Readonly<Record<SyncRowStatus, { readonly tone: StateTone; readonly icon: Component }>> = {
  CREATED: { tone: 'success', icon: CirclePlus },
  UPDATED: { tone: 'info', icon: Pencil },
  UNCHANGED: { tone: 'neutral', icon: CircleMinus },
  PROPOSED: { tone: 'warning', icon: UserRoundCheck },
  REJECTED: { tone: 'danger', icon: CircleAlert },
}

export const runTones: Readonly<Record<SyncRunStatus, StateTone>> = {
  OPEN: 'neutral',
  PREVIEWING: 'progress',
  PREVIEWED: 'warning',
  APPLYING: 'progress',
  APPLIED: 'success',
  CANCELLED: 'neutral',
}
