import { LineCounter, parseDocument, visit } from 'yaml'
import { ConfigurationError } from './configuration-error.ts'

/**
 * Parses a YAML or, by its name, JSON file as PyYAML does (YAML 1.1, last of two equal keys wins).
 * Integers are returned as bigint and fractions as their text, so that a password of digits is not
 * changed. Throws {@link ConfigurationError} with file, line and column. Messages of the parser are not
 * passed on, because they quote the file.
 */
export function parseConfigurationText(path: string, text: string): unknown {
  if (path.endsWith('.json')) {
    try {
      return JSON.parse(text)
    } catch {
      // The YAML parser below tells the place of the mistake, unless it takes the text for valid YAML.
    }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    version: '1.1',
    intAsBigInt: true,
    lineCounter: lines,
    logLevel: 'error',
    prettyErrors: false,
    uniqueKeys: false,
  })
  const [fault] = document.errors
  if (fault !== undefined || path.endsWith('.json')) {
    const { line, col } = lines.linePos(fault?.pos[0] ?? 0)
    const cause = fault?.code.toLowerCase().replaceAll('_', ' ') ?? 'not JSON'
    throw syntaxError(`${path}:${line}:${col}`, path, cause)
  }
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'number' && node.source !== undefined) node.value = node.source
    },
  })
  try {
    return document.toJS()
  } catch {
    throw syntaxError(path, path, 'an alias that cannot be resolved')
  }
}

function syntaxError(place: string, path: string, cause: string): ConfigurationError {
  const language = path.endsWith('.json') ? 'JSON' : 'YAML'
  return new ConfigurationError({
    file: place,
    problem: `has a syntax error (${cause})`,
    expected: `valid ${language}`,
    advice: 'look for a wrong indent, a tab, or a missing quote, colon or bracket there',
  })
}
