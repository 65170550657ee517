import { type OrganizationKind, type OrganizationLinkType } from '#gql'

/** A change of the structure that somebody wants to make; each opens its dialog. All but `create` are about the open organisation. */
export type StructuralTask =
  | { readonly kind: 'create'; readonly tree: OrganizationKind; readonly parent: string | undefined }
  | { readonly kind: 'rename' }
  /** With a target when it was dropped there. */
  | { readonly kind: 'move'; readonly target: string | undefined }
  | { readonly kind: 'dissolve' }
  | { readonly kind: 'link' }
  | { readonly kind: 'unlink'; readonly link: OrganizationLinkType; readonly to: { readonly id: string; readonly name: string } }

/** What came of it: which branches of the tree changed, and what is to be opened. */
export interface StructuralChange {
  readonly parents: readonly (string | undefined)[]
  readonly opened?: string
}
