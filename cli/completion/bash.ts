import type { CommandEntry } from './command-tree.ts'

/** The completion of `attest` for bash: commands and options, and files for what an option takes. */
export function bashCompletion(tree: readonly CommandEntry[]): string {
  const known = tree.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`)
  const cases = tree.map(({ path, options, subcommands }) => {
    const words = [...subcommands, ...options.map(({ long }) => long)]
    const values = options.filter(({ takesValue }) => takesValue).map(({ long }) => long)
    return `    '${path}') words='${words.join(' ')}' values=' ${values.join(' ')} ' ;;`
  })
  return `# Completion of attest for bash, made by attest completion bash.
_attest() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  local path='' words='' values='' at next
  for ((at = 1; at < COMP_CWORD; at++)); do
    next="\${path:+$path }\${COMP_WORDS[at]}"
    case "$next" in
      ${known.join(' | ')}) path=$next ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  if [[ $values == *" $before "* ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    [[ \${#COMPREPLY[@]} -gt 0 || $current == -* ]] || mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -o filenames -F _attest attest
`
}
