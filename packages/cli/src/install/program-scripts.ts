/** A program of ours on a machine. */
export interface InstalledProgram {
  readonly name: 'devopsellence-agent' | 'devopsellence-control-plane';
  /** Its first word of a run. */
  readonly verb: 'run' | 'serve';
  /** The folder that is its alone. */
  readonly stateDirectory: string;
  /** The words of a run that follow the verb, for a shell that knows `$state` and what `prepare` has set. */
  readonly runWords: string;
  /** Said by the shell before a run in the background. */
  readonly prepare: string;
}

export const AGENT: InstalledProgram = {
  name: 'devopsellence-agent',
  verb: 'run',
  stateDirectory: '/var/lib/devopsellence-agent',
  runWords: '--state-dir "$state"',
  prepare: '',
};

/** The beginning of every script: where everything of the program is, and what scripts share. */
export function scriptHead({ name, verb, stateDirectory }: InstalledProgram): string {
  return `set -eu
PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
LC_ALL=C
export PATH LC_ALL
umask 077
program=${name} verb=${verb} bin=/usr/local/bin/${name} state=${stateDirectory}
unit=/etc/systemd/system/${name}.service log=/var/log/${name}.log pidfile=/run/${name}.pid
previous="$bin.previous" proven="$bin.proven"
say() { printf '%s=%s\\n' "$1" "$2"; }
digest_of() { sha256sum "$1" | cut -d ' ' -f 1; }
has_systemd() { [ -d /run/systemd/system ]; }
limited() { if command -v timeout > /dev/null; then timeout 20 "$@"; else "$@"; fi; }
main_pid() {
  if has_systemd; then systemctl show --property MainPID --value "$program" || true
  else cat "$pidfile" 2> /dev/null || true
  fi
}
runs_installed() { pid=$(main_pid); [ -n "$pid" ] && [ "/proc/$pid/exe" -ef "$bin" ]; }
record_proven() { printf '%s\\n' "$1" > "$proven.new"; mv -f "$proven.new" "$proven"; }
refuse() { echo "$1" >&2; exit 1; }
remove_program() {
  rm -f "$unit" "$bin" "$previous" "$proven" "$bin".new.* "$log" "$pidfile"
  if has_systemd; then systemctl daemon-reload; fi
}
# It is asked to end, then, as systemd does, killed.
end_background() {
  pid=$(main_pid)
  [ -n "$pid" ] && tr '\\0' ' ' 2> /dev/null < "/proc/$pid/cmdline" | grep -q "$bin $verb " || return 0
  kill "$pid"
  i=0
  while [ -d "/proc/$pid" ]; do
    i=$((i + 1))
    if [ "$i" = 200 ]; then kill -9 "$pid"; fi
    if [ "$i" = 250 ]; then refuse "$program does not end"; fi
    sleep 0.1
  done
}
`;
}

/** Reads the compressed program from standard input, and prints its version. */
export function placeProgram(
  program: InstalledProgram,
  { digest, worked }: { digest: string; worked: boolean },
): string {
  const { name, verb } = program;
  return `${scriptHead(program)}
mkdir -p "\${bin%/*}"
new="$bin.new.$$"
trap 'rm -f "$new"' EXIT
gzip -dc > "$new"
[ "$(digest_of "$new")" = ${digest} ] || refuse 'the program arrived damaged'
chmod 755 "$new"
version=$(limited "$new" version) || refuse 'the program does not run here'
printf '%s\\n' "$version" | grep -Eqx '[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?' || refuse 'the program does not say its version'
limited "$new" unit | grep -q '^ExecStart=.*${name} ${verb} ' || refuse 'the program is not ${name}'
if [ -f "$bin" ] && { ${worked} || [ ! -f "$previous" ]; }; then
  [ "$bin" -ef "$previous" ] || ln -f "$bin" "$previous"
fi
if [ -f "$bin" ] && ${worked}; then record_proven "$(digest_of "$bin")"; fi
mv -f "$new" "$bin"
printf '%s\\n' "$version"
`;
}

/** Starts the program, or starts it again: as a service where there is systemd, else in the background. */
export function startProgram(program: InstalledProgram): string {
  return `${scriptHead(program)}
if has_systemd; then
  "$bin" unit > "$unit.new"
  chmod 644 "$unit.new"
  mv -f "$unit.new" "$unit"
  systemctl daemon-reload
  systemctl enable --quiet "$program"
  systemctl restart "$program"
  exit 0
fi
end_background
${program.prepare}
export bin verb state log pidfile
setsid sh -c 'echo $$ > "$pidfile"; exec "$bin" "$verb" ${program.runWords} >> "$log" 2>&1 < /dev/null' \\
  > /dev/null 2>&1 < /dev/null &
`;
}

/** Ends the program for good: it does not come back at the next boot. */
export function stopProgram(program: InstalledProgram): string {
  return `${scriptHead(program)}
if has_systemd; then
  if [ -f "$unit" ]; then systemctl disable --now --quiet "$program"; fi
  exit 0
fi
end_background
`;
}

/** The newest lines of its log. */
export function programLog(program: InstalledProgram, lines: number): string {
  return `${scriptHead(program)}
if has_systemd; then journalctl --unit "$program" --lines ${lines} --output cat --no-pager
elif [ -f "$log" ]; then tail -n ${lines} "$log"
fi
`;
}
