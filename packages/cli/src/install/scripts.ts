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
`;

/** Scripts for a POSIX shell that runs as root on a node. */
export const SCRIPTS = {
  /** Prints `key=value` lines, as `readFacts` understands them. */
  examine: `${START}
say() { printf '%s=%s\\n' "$1" "$2"; }
if [ -r /etc/os-release ]; then . /etc/os-release; fi
say distribution "\${ID:-} \${ID_LIKE:-}"
say system "\${PRETTY_NAME:-}"
say architecture "$(uname -m)"
if [ -d /run/systemd/system ]; then say systemd yes; fi
if engine=$(docker --host unix:///var/run/docker.sock version --format '{{.Server.Version}}' 2>&1); then
  say engine "$engine"
else
  say engine_error "$(printf %s "$engine" | tr '\\n' ' ')"
fi
say free "$(df -Pk /usr/local | tail -n 1)"
if [ -f "$bin" ]; then say agent "$(sha256sum "$bin" | cut -d ' ' -f 1)"; fi
if [ -f "$state/node.json" ]; then say identity "$(base64 "$state/node.json" | tr -d '\\n')"; fi
`,
  installDocker: `${START}
export DEBIAN_FRONTEND=noninteractive
apt-get update -q && apt-get install --yes --no-install-recommends docker.io
i=0
until docker --host unix:///var/run/docker.sock version > /dev/null 2>&1; do
  i=$((i + 1))
  if [ "$i" -gt 60 ]; then echo 'docker.io is installed, but its engine does not answer: start it' >&2; exit 1; fi
  sleep 0.5
done
`,
  /** Reads the compressed program from standard input, and prints its version. */
  placeAgent: (digest: string) => `${START}
mkdir -p "\${bin%/*}"
new="$bin.new"
trap 'rm -f "$new"' EXIT
gzip -dc > "$new"
if [ "$(sha256sum "$new" | cut -d ' ' -f 1)" != ${digest} ]; then echo 'the program arrived damaged' >&2; exit 1; fi
chmod 755 "$new"
"$new" version
mv -f "$new" "$bin"
`,
  /** Reads the token from standard input. */
  join: (address: string) => `${START}
"$bin" join ${quote(address)} --token-stdin --state-dir "$state"
`,
  startAgent: `${START}
if [ -d /run/systemd/system ]; then
  "$bin" unit > "$unit"
  chmod 644 "$unit"
  systemctl daemon-reload
  systemctl enable --quiet devopsellence-agent
  systemctl restart devopsellence-agent
  exit 0
fi
pid=$(cat "$pidfile" 2> /dev/null || true)
if [ -n "$pid" ] && tr '\\0' ' ' 2> /dev/null < "/proc/$pid/cmdline" | grep -q "$bin run "; then
  kill "$pid"
  i=0
  while [ -d "/proc/$pid" ] && [ "$i" -lt 200 ]; do i=$((i + 1)); sleep 0.1; done
fi
setsid sh -c 'echo $$ > "$1"; exec "$2" run --state-dir "$3" >> "$4" 2>&1 < /dev/null' \\
  sh "$pidfile" "$bin" "$state" "$log" > /dev/null 2>&1 < /dev/null &
`,
  agentLog: (lines: number) => `${START}
if [ -d /run/systemd/system ]; then journalctl --unit devopsellence-agent --lines ${lines} --output cat --no-pager
elif [ -f "$log" ]; then tail -n ${lines} "$log"
fi
`,
} as const;

/** A word of a shell's command line. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
