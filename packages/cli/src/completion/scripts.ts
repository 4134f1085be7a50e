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
  // Its condition asks, once for each line: only where there are words, files are not proposed.
  fish: `function __devopsellence_ask
    set -l words (commandline -opc) (commandline -ct)
    set -g __devopsellence_proposals (devopsellence complete -- $words[2..-1] 2>/dev/null)
    test (count $__devopsellence_proposals) -gt 0
end
complete -c devopsellence -n __devopsellence_ask -f -a '$__devopsellence_proposals'
`,
};
