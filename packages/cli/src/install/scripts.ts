import { ownedBy } from '@devopsellence/core';

/** Where everything is on a node. */
const BINARY = '/usr/local/bin/devopsellence-agent';
const STATE_DIRECTORY = '/var/lib/devopsellence-agent';
const UNIT = '/etc/systemd/system/devopsellence-agent.service';
const LOG_FILE = '/var/log/devopsellence-agent.log';

const START = `set -eu
PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
LC_ALL=C
export PATH LC_ALL
umask 077
bin=${BINARY} state=${STATE_DIRECTORY} unit=${UNIT} log=${LOG_FILE} pidfile=/run/devopsellence-agent.pid
previous="$bin.previous" proven="$bin.proven"
digest_of() { sha256sum "$1" | cut -d ' ' -f 1; }
has_systemd() { [ -d /run/systemd/system ]; }
agent_pid() {
  if has_systemd; then systemctl show --property MainPID --value devopsellence-agent || true
  else cat "$pidfile" 2> /dev/null || true
  fi
}
record_proven() { printf '%s\\n' "$1" > "$proven.new"; mv -f "$proven.new" "$proven"; }
refuse() { echo "$1" >&2; exit 1; }
`;

/** Ends an agent that was started in the background: it is asked, then, as systemd does, killed. */
const END_BACKGROUND = `pid=$(agent_pid)
if [ -n "$pid" ] && tr '\\0' ' ' 2> /dev/null < "/proc/$pid/cmdline" | grep -q "$bin run "; then
  kill "$pid"
  i=0
  while [ -d "/proc/$pid" ]; do
    i=$((i + 1))
    if [ "$i" = 200 ]; then kill -9 "$pid"; fi
    if [ "$i" = 250 ]; then refuse 'the agent that runs does not end'; fi
    sleep 0.1
  done
fi
`;

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
say() { printf '%s=%s\\n' "$1" "$2"; }
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
pid=$(agent_pid)
if [ -n "$pid" ] && [ "/proc/$pid/exe" -ef "$bin" ]; then say runs_installed yes; fi
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
  /** Reads the compressed program from standard input, and prints its version. */
  placeAgent: (digest: string, worked: boolean) => `${START}
limited() { if command -v timeout > /dev/null; then timeout 20 "$@"; else "$@"; fi; }
mkdir -p "\${bin%/*}"
new="$bin.new.$$"
trap 'rm -f "$new"' EXIT
gzip -dc > "$new"
[ "$(digest_of "$new")" = ${digest} ] || refuse 'the program arrived damaged'
chmod 755 "$new"
version=$(limited "$new" version) || refuse 'the program does not run here'
printf '%s\\n' "$version" | grep -Eqx '[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?' || refuse 'the program does not say its version'
limited "$new" unit | grep -q '^ExecStart=.*devopsellence-agent run ' || refuse 'the program is not the agent'
if [ -f "$bin" ] && { ${worked} || [ ! -f "$previous" ]; }; then
  [ "$bin" -ef "$previous" ] || ln -f "$bin" "$previous"
fi
if [ -f "$bin" ] && ${worked}; then record_proven "$(digest_of "$bin")"; fi
mv -f "$new" "$bin"
printf '%s\\n' "$version"
`,
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
  startAgent: `${START}
if has_systemd; then
  "$bin" unit > "$unit.new"
  chmod 644 "$unit.new"
  mv -f "$unit.new" "$unit"
  systemctl daemon-reload
  systemctl enable --quiet devopsellence-agent
  systemctl restart devopsellence-agent
  exit 0
fi
${END_BACKGROUND}setsid sh -c 'echo $$ > "$1"; exec "$2" run --state-dir "$3" >> "$4" 2>&1 < /dev/null' \\
  sh "$pidfile" "$bin" "$state" "$log" > /dev/null 2>&1 < /dev/null &
`,
  stopAgent: `${START}
if has_systemd; then
  if [ -f "$unit" ]; then systemctl disable --now --quiet devopsellence-agent; fi
  exit 0
fi
${END_BACKGROUND}`,
  /** Prints ids, one a line. */
  listContainers: (nodeId: string) => `${START}
${ENGINE} ps --all --quiet --no-trunc ${filtersOf(nodeId)}
`,
  removeWorkloads: (nodeId: string) => `${START}
containers=$(${ENGINE} ps --all --quiet --no-trunc ${filtersOf(nodeId)})
if [ -n "$containers" ]; then
  ${ENGINE} stop --time 60 $containers > /dev/null
  ${ENGINE} rm --force $containers > /dev/null
fi
networks=$(${ENGINE} network ls --quiet --no-trunc ${filtersOf(nodeId)})
if [ -n "$networks" ]; then ${ENGINE} network rm $networks > /dev/null; fi
`,
  removeAgent: `${START}
rm -f "$unit" "$bin" "$previous" "$proven" "$bin".new.* "$log" "$pidfile"
if has_systemd; then systemctl daemon-reload; fi
if [ -d "$state" ]; then
  find "$state" -mindepth 1 ! -path "$state/node.json" -delete
  rm -rf "$state"
fi
`,
  agentLog: (lines: number) => `${START}
if has_systemd; then journalctl --unit devopsellence-agent --lines ${lines} --output cat --no-pager
elif [ -f "$log" ]; then tail -n ${lines} "$log"
fi
`,
} as const;

/** A word of a shell's command line. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
