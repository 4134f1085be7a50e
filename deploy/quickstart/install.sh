# What the quickstart needs on the machine. Each step says what it installs, and does nothing when it is there.

apt_install() {
  say "installing Debian packages: $*"
  ((EUID == 0)) || fail "these Debian packages are missing: $*" "sudo apt-get install $*"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } \
    > "$state/apt.log" 2>&1 || fail "apt-get could not install $*" "cat $state/apt.log"
}

install_node_modules() {
  local missing=()
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js 20.19 or newer is needed, this is $(node --version)" 'install a newer Node.js'
  if [[ ! -d $root/node_modules/.bin || $root/package-lock.json -nt $root/node_modules/.package-lock.json ]]; then
    # The SQLite binding is compiled.
    command -v make > /dev/null || missing+=(make)
    command -v g++ > /dev/null || missing+=(g++)
    command -v python3 > /dev/null || missing+=(python3)
    ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
    say 'installing npm packages (compiles the SQLite binding: about two minutes)'
    (cd "$root" && npm ci --silent)
  fi
  (cd "$root" && npm run build --silent)
}

docker_host() { echo "${DOCKER_HOST:-unix:///var/run/docker.sock}"; }

engine_answers() { timeout 10 docker -H "$(docker_host)" version > /dev/null 2>&1; }

ensure_engine() {
  command -v docker > /dev/null && engine_answers && return
  ((EUID == 0)) || fail "no Docker Engine answers at $(docker_host)" 'start Docker, or run this as root to have it installed'
  command -v dockerd > /dev/null || apt_install docker.io iptables
  if [[ -d /run/systemd/system ]]; then
    say 'starting the Docker Engine (systemd)'
    systemctl start docker
  elif ! engine_answers; then
    say 'starting the Docker Engine in the background: there is no systemd'
    start dockerd dockerd
  fi
  wait_for_engine
}

wait_for_engine() {
  local tries=0
  until engine_answers; do
    ((++tries <= 300)) || fail 'the Docker Engine does not answer' "cat $state/dockerd.log"
    sleep 0.1
  done
}

# Only an engine that was started here is stopped here.
stop_engine() { stop dockerd; }
