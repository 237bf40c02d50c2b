/** Characters that XML 1.0 cannot contain, not even as references, and unpaired surrogates. */
const NOT_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Replaces characters that XML cannot contain. Escaping is left to the caller. */
export function xmlText(text: string): string {
  return text.replace(NOT_XML, '\ufffd')
}
