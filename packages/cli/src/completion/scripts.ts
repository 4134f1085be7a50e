export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/**
 * What a shell is to run once to complete command lines. All three ask `devopsellence complete` for the words that may
 * follow, one a line, and choose among them; where it has none they propose files.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_devopsellence() {
  local line="\${COMP_LINE:0:COMP_POINT}" current="\${COMP_WORDS[COMP_CWORD]}" words
  # bash splits at colons and equal signs, which belong to words here.
  read -ra words <<< "$line"
  [[ "$line" == *[[:space:]] ]] && words+=("")
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(devopsellence complete -- "\${words[@]:1}" 2>/dev/null)" -- "$current"))
}
complete -o default -F _devopsellence devopsellence
`,
  zsh: `#compdef devopsellence
_devopsellence() {
  local -a proposals
  proposals=("\${(@f)$(devopsellence complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${proposals[1]}" ]]; then compadd -a proposals; else _files; fi
}
compdef _devopsellence devopsellence
`,
  fish: `function __devopsellence_proposals
    set -l words (commandline -opc) (commandline -ct)
    devopsellence complete -- $words[2..-1] 2>/dev/null
end
complete -c devopsellence -a '(__devopsellence_proposals)'
`,
};
