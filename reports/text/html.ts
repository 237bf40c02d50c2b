import { escapeControls } from './escape-controls.ts'

/** A piece of HTML. Texts are converted only by {@link html}, which escapes them. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

type Part = string | number | Html | readonly Html[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function rendered(part: Part): string {
  if (part instanceof Html) return part.markup
  if (typeof part === 'object') return part.map(({ markup }) => markup).join('')
  return escapeControls(String(part)).replace(
    /[&<>"']/g,
    (character) => ENTITIES[character] ?? character,
  )
}

/** Template tag: inserted values are escaped unless they are {@link Html}. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: texts }, ...parts.map(rendered)))
}

export const NOTHING = new Html('')
