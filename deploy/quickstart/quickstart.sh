#!/usr/bin/env bash
# One machine from nothing to a running app: installs what is missing, starts a control plane and an agent on the local
# Docker Engine, and deploys deploy/examples/shop.
#
#   quickstart.sh           again: changes nothing, in seconds
#   quickstart.sh --down    stops and removes all of it
#
# Keeps its state in .quickstart (or DEVOPSELLENCE_QUICKSTART_DIR); servers listen on loopback only.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
state=${DEVOPSELLENCE_QUICKSTART_DIR:-$root/.quickstart}
bin=$root/node_modules/.bin
shop=$root/deploy/examples/shop
node_name=quickstart

export DEVOPSELLENCE_STATE_HOME=$state/cli
unset DEVOPSELLENCE_SERVER DEVOPSELLENCE_TOKEN

source "$here/processes.sh"
source "$here/install.sh"
source "$here/images.sh"

say() { printf '▸ %s\n' "$*"; }
fail() { printf 'Error: %s\n' "$1" >&2 && shift && printf 'Try: %s\n' "$@" >&2 && exit 1; }
json() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; } # one field of the document on stdin

start_control_plane() {
  local ports='' ready
  running control-plane && say 'control plane: already running' && return
  # The ports of the first start are kept: the agent knows them.
  [[ -f $state/ports ]] && ports=$(cat "$state/ports")
  read -r operator agent metrics <<< "${ports:-127.0.0.1:0 127.0.0.1:0 127.0.0.1:0}"
  start control-plane "$bin/devopsellence-control-plane" serve --data-dir "$state/control-plane" \
    --operator-listen "$operator" --agent-listen "$agent" --metrics-listen "$metrics"
  ready=$(ready_line control-plane)
  operator=$(json operator <<< "$ready")
  echo "$operator $(json agent <<< "$ready") $(json metrics <<< "$ready")" > "$state/ports"
  say "control plane: serving operators at $operator"
}

log_in() {
  local operator
  read -r operator _ < "$state/ports"
  "$bin/devopsellence" login "$operator" --token-file "$state/control-plane/owner-token" > "$state/login.log" 2>&1 ||
    { cat "$state/login.log" >&2 && exit 1; }
}

start_agent() {
  local operator registered
  read -r operator _ < "$state/ports"
  if ! joined; then
    registered=$("$bin/devopsellence" node register --name "$node_name" --labels web,worker --json)
    "$bin/devopsellence-agent" join "$operator" --token "$(json join_token <<< "$registered")" \
      --state-dir "$state/agent" > "$state/join.log" 2>&1 || { cat "$state/join.log" >&2 && exit 1; }
    say "node $node_name: joined, labels web and worker"
  fi
  running agent && say 'agent: already running' && return
  start agent "$bin/devopsellence-agent" run --state-dir "$state/agent" --docker-host "$(docker_host)"
  ready_line agent > /dev/null
  say 'agent: running on the local Docker Engine'
}

joined() { [[ -f $state/agent/node.json ]]; }

deploy_shop() {
  cd "$shop"
  "$bin/devopsellence" node attach "$node_name" > /dev/null
  say 'devopsellence deploy'
  "$bin/devopsellence" deploy
  "$bin/devopsellence" status --json | node "$here/app-images.mjs" >> "$state/images"
  echo
  say 'devopsellence status'
  "$bin/devopsellence" status
}

show_answer() {
  local url
  url=$("$bin/devopsellence" status --json | node "$here/address.mjs")
  echo
  say "GET $url"
  node "$here/get.mjs" "$url"
}

show_next_steps() {
  cat << TEXT

It runs. Go on by hand:
  export PATH="$bin:\$PATH" DEVOPSELLENCE_STATE_HOME="$state/cli"
  cd ${shop#"$PWD"/}
  devopsellence status
  devopsellence logs web --follow
  devopsellence exec redis -- redis-cli info keyspace
Remove all of it: npm run quickstart -- --down
TEXT
}

up() {
  mkdir -p "$state"
  chmod 700 "$state"
  install_node_modules
  ensure_engine
  ensure_images
  start_control_plane
  log_in
  start_agent
  deploy_shop
  show_answer
  show_next_steps
}

down() {
  [[ -d $state ]] || { say 'nothing to remove' && return; }
  stop agent
  stop control-plane
  remove_from_engine
  stop_engine
  rm -rf "$state"
  say 'removed; what was installed as a Debian package stays'
}

case ${1:-} in
  '') up ;;
  --down) down ;;
  *) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" && exit 2 ;;
esac
