#!/usr/bin/env bash
# Installs what tests need, on Debian, as root: a Docker Engine, network tools, a registry, shells. Installs nothing
# that is there already, and starts no service. Says on stderr what it does.
set -euo pipefail

# program:package
needs=(
  dockerd:docker.io docker:docker.io ip:iproute2 iptables:iptables nsenter:util-linux unshare:util-linux
  setpriv:util-linux flock:util-linux mount:mount perl:perl-base docker-registry:docker-registry
  faketime:faketime openssl:openssl sshd:openssh-server ssh:openssh-client systemctl:systemd dbus-daemon:dbus zsh:zsh fish:fish
)

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

packages() {
  local need
  for need in "${needs[@]}"; do
    command -v "${need%%:*}" > /dev/null || echo "${need##*:}"
  done | sort -u
}

# From Debian 13 on the client is a package of its own, which docker.io only recommends.
client_package() {
  command -v docker > /dev/null || [[ -z $(apt-cache search --names-only '^docker-cli$') ]] || echo docker-cli
}

without_services() {
  local policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    trap "rm -f $policy" EXIT
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
  fi
  DEBIAN_FRONTEND=noninteractive "$@" >&2
}

mapfile -t missing < <(packages)
((${#missing[@]} > 0)) || exit 0
# One installation at a time; whoever waited finds it done.
exec {lock}> "${TMPDIR:-/tmp}/devopsellence-test-install.lock"
flock "$lock"
mapfile -t missing < <(packages)
((${#missing[@]} > 0)) || exit 0
if ((EUID != 0)) || ! command -v apt-get > /dev/null; then
  echo "test harness: needs these Debian packages: ${missing[*]}" >&2
  exit 1
fi
echo 'test harness: apt-get update' >&2
apt-get update -qq >&2
mapfile -t client < <(client_package)
echo "test harness: installing ${missing[*]} ${client[*]}" >&2
without_services apt-get install --yes --no-install-recommends "${missing[@]}" "${client[@]}"
mapfile -t missing < <(packages)
((${#missing[@]} == 0)) || { echo "test harness: still missing after the installation: ${missing[*]}" >&2 && exit 1; }
