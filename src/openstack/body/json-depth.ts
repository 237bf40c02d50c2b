/** Far more than any document has, and far less than what a walk through it can bear. */
const DEEPEST = 200

/** Whether a JSON text has arrays and objects within each other beyond the limit. */
export function isTooDeep(text: string): boolean {
  return opensOften(text) && isDeep(text)
}

/** Nearly no text does, and to see that takes a small part of the time of reading it. */
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
