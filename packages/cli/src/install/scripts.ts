import { ownedBy } from '@devopsellence/core';
import { AGENT, placeProgram, programLog, scriptHead, startProgram, stopProgram } from './program-scripts.js';
import { quote } from './quote.js';
import { STOPPING_FORMAT } from './stopping-containers.js';

const START = scriptHead(AGENT);
const ENGINE = 'docker --host unix:///var/run/docker.sock';

function filtersOf(nodeId: string): string {
  return ownedBy(nodeId)
    .map((label) => `--filter ${quote(`label=${label}`)}`)
    .join(' ');
}

/** Scripts for a POSIX shell that runs as root on a node. */
export const SCRIPTS = {
  /** Prints `key=value` lines, as `readFacts` understands them. */
  examine: `${START}
if [ -r /etc/os-release ]; then . /etc/os-release; fi
say distribution "\${ID:-} \${ID_LIKE:-}"
say system "\${PRETTY_NAME:-}"
say architecture "$(uname -m)"
if has_systemd; then say systemd yes; fi
if engine=$(${ENGINE} version --format '{{.Server.Version}}' 2>&1); then
  say engine "$engine"
else
  say engine_error "$(printf %s "$engine" | tr '\\n' ' ')"
fi
say free "$(df -Pk /usr/local | tail -n 1)"
if [ -f "$bin" ]; then say agent "$(digest_of "$bin")"; fi
if [ -f "$proven" ]; then say proven "$(cat "$proven")"; fi
if runs_installed; then say runs_installed yes; fi
if [ -f "$state/node.json" ]; then say identity "$(base64 "$state/node.json" | tr -d '\\n')"; fi
`,
  installDocker: `${START}
export DEBIAN_FRONTEND=noninteractive
apt-get update -q && apt-get install --yes --no-install-recommends docker.io
i=0
until ${ENGINE} version > /dev/null 2>&1; do
  i=$((i + 1))
  if [ "$i" -gt 60 ]; then refuse 'docker.io is installed, but its engine does not answer: start it'; fi
  sleep 0.5
done
`,
  placeAgent: (digest: string, worked: boolean) => placeProgram(AGENT, { digest, worked }),
  recordProven: (digest: string) => `${START}
record_proven ${digest}
`,
  putBack: `${START}
[ -f "$previous" ] || refuse 'there is no agent from before'
new="$bin.new.$$"
trap 'rm -f "$new"' EXIT
cp -p "$previous" "$new"
mv -f "$new" "$bin"
`,
  /** Reads the token from standard input. */
  join: (address: string) => `${START}
"$bin" join ${quote(address)} --token-stdin --state-dir "$state"
`,
  startAgent: startProgram(AGENT),
  /** Prints its process id, if it runs. */
  agentProcess: `${START}
pid=$(main_pid)
if [ -n "$pid" ] && [ -d "/proc/$pid" ]; then echo "$pid"; fi
`,
  stopAgent: stopProgram(AGENT),
  /** Prints a line for each, as `readStoppingContainers` understands them. */
  listContainers: (nodeId: string) => `${START}
${ENGINE} ps --all --no-trunc --format ${quote(STOPPING_FORMAT)} ${filtersOf(nodeId)}
`,
  /** Containers stop in groups of ids, one after the other; what is left then goes, too. */
  removeWorkloads: (nodeId: string, groups: readonly (readonly string[])[]) => `${START}
${groups.map((ids) => `${ENGINE} stop --time 60 ${ids.map(quote).join(' ')} > /dev/null`).join('\n')}
containers=$(${ENGINE} ps --all --quiet --no-trunc ${filtersOf(nodeId)})
if [ -n "$containers" ]; then
  ${ENGINE} stop --time 60 $containers > /dev/null
  ${ENGINE} rm --force $containers > /dev/null
fi
networks=$(${ENGINE} network ls --quiet --no-trunc ${filtersOf(nodeId)})
if [ -n "$networks" ]; then ${ENGINE} network rm $networks > /dev/null; fi
`,
  /** Who the machine is goes last. */
  removeAgent: `${START}
remove_program
if [ -d "$state" ]; then
  find "$state" -mindepth 1 ! -path "$state/node.json" -delete
  rm -rf "$state"
fi
`,
  agentLog: (lines: number) => programLog(AGENT, lines),
} as const;
