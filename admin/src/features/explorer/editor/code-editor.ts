import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { linter, lintKeymap } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { graphql } from 'cm6-graphql'
import { look, marks } from './marks.ts'

export type CodeLanguage = 'graphql' | 'json'

export interface CodeEditorOptions {
  readonly parent: ShadowRoot
  readonly language: CodeLanguage
  readonly label: string
  readonly text: string
  readonly readOnly: boolean
  readonly onChange: (text: string) => void
  readonly onRun: () => void
  /** Somebody asked, with Ctrl and a click, what a name means. */
  readonly onShow: (type: string | undefined, field: string | undefined) => void
}

/**
 * An editor within a shadow: there its styles are adopted sheets, which the content security policy allows, where a style element would be refused.
 */
export function codeEditor({ parent, language, label, text, readOnly, onChange, onRun, onShow }: CodeEditorOptions): EditorView {
  const run = () => {
    onRun()
    return true
  }
  const reading: Extension[] = [EditorState.readOnly.of(true), EditorView.editable.of(false), foldGutter(), keymap.of(foldKeymap)]
  const writing: Extension[] = [
    lineNumbers(),
    history(),
    indentOnInput(),
    closeBrackets(),
    autocompletion(),
    // Tab leaves the editor, as it leaves every other field
    keymap.of([{ key: 'Mod-Enter', run }, ...closeBracketsKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, ...defaultKeymap]),
    replacing,
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString())
    }),
  ]
  const languages: Record<CodeLanguage, Extension> = {
    graphql: graphql(undefined, { onShowInDocs: (field, type, parentType) => onShow(field === undefined ? type : parentType, field) }),
    json: readOnly ? json() : [json(), linter((view) => (view.state.doc.length === 0 ? [] : jsonParseLinter()(view)))],
  }
  return new EditorView({
    parent,
    root: parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        readOnly ? reading : writing,
        languages[language],
        drawSelection(),
        bracketMatching(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', tabindex: '0' }),
        look,
        syntaxHighlighting(marks),
      ],
    }),
  })
}

/**
 * What is typed over a selection is put in by the editor. Left to itself, the browser would carry the look of what was selected over by an inline style,
 * which the content security policy forbids and the console complains of.
 */
const replacing = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { from, to, empty } = view.state.selection.main
    const { data } = event
    if (event.inputType !== 'insertText' || data === null || event.isComposing || empty) return false
    event.preventDefault()
    const insert = () => view.state.update({ ...view.state.replaceSelection(data), userEvent: 'input.type', scrollIntoView: true })
    if (!view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, data, insert))) view.dispatch(insert())
    return true
  },
})
