import { FolderPlus, Link, MoveRight, Pencil, Trash2 } from '@lucide/vue'
import { type Component } from 'vue'
import { type OrganizationAction, type OrganizationKind } from '#gql'
import { type StructuralTask } from '../forms/structural-task.ts'

interface TaskOffer {
  readonly key: string
  /** Label key. */
  readonly label: string
  readonly icon: Component
  readonly danger?: boolean
  readonly task: StructuralTask
}

/** The changes of structure that the API allows for an organisation, in the order in which they are offered. */
export function tasksOf(kind: OrganizationKind, id: string, actions: ReadonlySet<OrganizationAction>): TaskOffer[] {
  const offers: (TaskOffer & { action: OrganizationAction })[] = [
    {
      action: 'CREATE_CHILD',
      key: 'create',
      label: 'organizations.create.child',
      icon: FolderPlus,
      task: { kind: 'create', tree: kind, parent: id },
    },
    { action: 'RENAME', key: 'rename', label: 'organizations.rename.action', icon: Pencil, task: { kind: 'rename' } },
    { action: 'MOVE', key: 'move', label: 'organizations.move.action', icon: MoveRight, task: { kind: 'move', target: undefined } },
    { action: 'LINK', key: 'link', label: 'organizations.link.action', icon: Link, task: { kind: 'link' } },
    { action: 'DISSOLVE', key: 'dissolve', label: 'organizations.dissolve.action', icon: Trash2, danger: true, task: { kind: 'dissolve' } },
  ]
  return offers.filter((offer) => actions.has(offer.action))
}
