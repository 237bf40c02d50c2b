/** A new element with a class and content. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.append(...content)
  return made
}

/** A link with content. */
export function link(address: string, ...content: readonly (Node | string)[]): HTMLAnchorElement {
  const made = element('a', '', ...content)
  made.href = address
  return made
}
