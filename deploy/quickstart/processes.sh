# Background programs of the quickstart, each with a pid file, a log, and its first line of output kept.

# A pid alone may have been given to somebody else since: the start time must be the same too.
started_at() { awk '{ print $22 }' "/proc/$1/stat" 2> /dev/null; }

running() {
  local pid began
  [[ -f $state/$1.pid ]] || return 1
  read -r pid began < "$state/$1.pid"
  [[ -n $(started_at "$pid") && $(started_at "$pid") == "$began" ]]
}

# start NAME COMMAND…: output goes to NAME.out, talk to NAME.log.
start() {
  local name=$1
  shift
  : > "$state/$name.out"
  setsid "$@" > "$state/$name.out" 2>> "$state/$name.log" < /dev/null &
  echo "$! $(started_at $!)" > "$state/$name.pid"
  disown
}

# The program's `ready` line, as soon as it has printed it.
ready_line() {
  local tries=0
  until grep -m1 '"event":"ready"' "$state/$1.out"; do
    running "$1" || fail "$1 ended before it was ready: $(tail -n 3 "$state/$1.log")" "cat $state/$1.log"
    ((++tries <= 300)) || fail "$1 did not become ready within 30 s" "cat $state/$1.log"
    sleep 0.1
  done
}

stop() {
  local pid tries=0
  if running "$1"; then
    read -r pid _ < "$state/$1.pid"
    kill "$pid"
    while running "$1"; do
      ((++tries <= 100)) || { kill -9 "$pid" && break; }
      sleep 0.1
    done
    say "$1: stopped"
  fi
  rm -f "$state/$1.pid"
}
