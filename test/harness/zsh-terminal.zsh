# A person at a terminal with zsh: types a line and the tab key, and waits until the terminal shows a text.
#
#   zsh -f zsh-terminal.zsh COMPLETION_SCRIPT LINE TEXT
zmodload zsh/zpty
typeset shown
zpty terminal zsh -f -i
zpty -w terminal "autoload -Uz compinit && compinit -u -D && source ${(q)1} && print -r lo''aded"
zpty -r -m terminal shown '*loaded*'
zpty -w -n terminal "$2"$'\t'
zpty -r -m terminal shown "*${(b)3}*"
zpty -d terminal
