import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The admin's colours; custom properties reach into the editor's shadow. */
export const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--qz-surface)', color: 'var(--qz-text)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--qz-focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--qz-font-mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--qz-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--qz-text)' },
  '.cm-gutters': { backgroundColor: 'var(--qz-sunken)', color: 'var(--qz-text-faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-tooltip': { backgroundColor: 'var(--qz-raised)', color: 'var(--qz-text)', border: '1px solid var(--qz-line)', maxWidth: '420px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--qz-primary-fill)', color: 'var(--qz-on-primary)' },
  '.cm-completionInfo': { padding: '8px 10px', whiteSpace: 'pre-wrap', fontFamily: 'var(--qz-font)' },
  '.cm-diagnostic': { fontFamily: 'var(--qz-font)', whiteSpace: 'pre-wrap' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--qz-info-soft)',
  },
})

export const marks = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--qz-text-faint)' },
  { tag: [tags.keyword, tags.definitionKeyword, tags.modifier], color: 'var(--qz-primary)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--qz-success)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--qz-info)' },
  { tag: [tags.propertyName, tags.attributeName], color: 'var(--qz-info)' },
  { tag: [tags.variableName, tags.special(tags.name)], color: 'var(--qz-honour)' },
  { tag: [tags.typeName, tags.atom], color: 'var(--qz-warning)' },
])
