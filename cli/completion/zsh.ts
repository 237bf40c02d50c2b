import type { CommandEntry } from './command-tree.ts'

/** The completion of `attest` for zsh: commands and options with their help. */
export function zshCompletion(tree: readonly CommandEntry[]): string {
  const cases = tree.map(({ path, options, subcommands }) => {
    const commands = subcommands.map((name) => {
      const entry = tree.find((each) => each.path === `${path} ${name}`.trim())
      return described(name, entry?.summary ?? '')
    })
    const named = options.map(({ long, description }) => described(long, description))
    const values = options.filter(({ takesValue }) => takesValue).map(({ long }) => long)
    return `    '${path}')
      commands=(${commands.join(' ')})
      options=(${named.join(' ')})
      values=(${values.join(' ')})
      ;;`
  })
  const known = tree.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`)
  return `#compdef attest
# Completion of attest for zsh, made by attest completion zsh.
_attest() {
  local place='' next at
  local -a commands options values
  for ((at = 2; at < CURRENT; at++)); do
    next="\${place:+$place }\${words[at]}"
    case "$next" in
      ${known.join('|')}) place=$next ;;
    esac
  done
  case "$place" in
${cases.join('\n')}
  esac
  if ((\${values[(Ie)\${words[CURRENT - 1]}]})); then
    _files
  elif [[ \${words[CURRENT]} == -* ]]; then
    _describe -o option options
  elif ((\${#commands})); then
    _describe command commands
  else
    _files
  fi
}
if [ "\${funcstack[1]}" = _attest ]; then _attest "$@"; else compdef _attest attest; fi
`
}

/** A word with its description, quoted; colons of the word would end it. */
function described(word: string, description: string): string {
  const text = `${word.replaceAll(':', '\\:')}:${description}`
  return `'${text.replaceAll("'", "'\\''")}'`
}
