/** Far more than any real document has, and few enough for recursive functions. */
const DEEPEST = 200

/** Whether a JSON text nests arrays and objects more deeply than the limit. */
export function isTooDeep(text: string): boolean {
  return opensOften(text) && isDeep(text)
}

/** Whether a text has more opening brackets than the limit: a fast check that excludes nearly all texts. */
function opensOften(text: string): boolean {
  let left = DEEPEST
  for (const mark of ['{', '[']) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      if (left === 0) return true
      left -= 1
    }
  }
  return false
}

function isDeep(text: string): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (inText) {
      if (character === '\\') at += 1
      else if (character === '"') inText = false
    } else if (character === '"') {
      inText = true
    } else if (character === '[' || character === '{') {
      depth += 1
      if (depth > DEEPEST) return true
    } else if (character === ']' || character === '}') {
      depth -= 1
    }
  }
  return false
}
