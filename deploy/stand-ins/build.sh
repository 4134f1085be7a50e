#!/usr/bin/env bash
# Stand-ins for public images, made from Debian packages and the local node, for machines where no registry answers.
#
#   build.sh [--cache DIR] [--docker-host URL] [NAME…]
#
# Makes one archive (as `docker save` writes them) per image and prints a line for each: NAME, image id, archive,
# separated by tabs. With --docker-host the images are also loaded into that engine, unless it has the name already.
# Without NAME: every image known here. Archives are reproducible and kept in the cache, so loading one into several
# engines gives the same image id, and a second call takes no time. Needs apt-get and Debian's packages, no engine.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$(cd "$here/../.." && pwd)/.cache/images
docker_host=''
names=()

usage() {
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
}

say() {
  echo "stand-ins: $*" >&2
}

while (($# > 0)); do
  case $1 in
    --cache) cache=$2 && shift 2 ;;
    --docker-host) docker_host=$2 && shift 2 ;;
    --help) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) names+=("$1") && shift ;;
  esac
done

# redis:7-alpine is described by images/redis_7-alpine.sh, which defines `packages`, `assemble ROOT` and `config`.
file_of() {
  echo "$here/images/${1//:/_}.sh"
}

if ((${#names[@]} == 0)); then
  for file in "$here"/images/*.sh; do
    name=$(basename "$file" .sh)
    names+=("${name/_/:}")
  done
fi
for name in "${names[@]}"; do
  [[ -f $(file_of "$name") ]] || { say "no stand-in for $name; there are: $(cd "$here/images" && ls)" && exit 2; }
done

# ---- Debian packages ----

# Unpacks packages, and everything they depend on, into a folder: nothing is installed and no service starts.
unpack() {
  local tree=$1 archives
  shift
  archives=$(mktemp -d -p "$work")
  mkdir "$archives/partial" "$tree"
  say "downloading $* and the libraries they need"
  download "$archives" "$@" || { refresh_lists && download "$archives" "$@"; } || {
    cat "$work/apt.log" >&2
    say "cannot download: $*"
    return 1
  }
  for package in "$archives"/*.deb; do dpkg -x "$package" "$tree"; done
}

# With an empty status file apt believes that nothing is installed, and fetches the whole closure.
download() {
  local archives=$1
  shift
  apt-get install --download-only --yes --no-install-recommends -o Dir::State::status=/dev/null \
    -o "Dir::Cache::archives=$archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o Debug::NoLocking=1 -o APT::Sandbox::User= "$@" > "$work/apt.log" 2>&1
}

refresh_lists() {
  ((EUID == 0)) || { say 'the package lists are out of date; run as root or call apt-get update' && return 1; }
  say 'apt-get update'
  apt-get update > "$work/apt.log" 2>&1
}

# ---- what the image files use ----

# Folders, accounts and a busybox shell, as the public -alpine images have them.
base_of() {
  local root=$1 applet
  mkdir -p "$root"/{bin,dev,etc,lib,proc,root,run,sys,tmp,usr/bin,usr/local/bin,var/tmp}
  chmod 1777 "$root/tmp" "$root/var/tmp"
  cp "$debian/bin/busybox" "$root/bin/busybox" 2> /dev/null || cp "$debian/usr/bin/busybox" "$root/bin/busybox"
  for applet in $("$root/bin/busybox" --list); do
    [[ $applet == busybox ]] || ln -s busybox "$root/bin/$applet"
  done
  printf '%s\n' root:x:0:0:root:/root:/bin/sh nobody:x:65534:65534:nobody:/:/bin/false > "$root/etc/passwd"
  printf '%s\n' root:x:0: nogroup:x:65534: > "$root/etc/group"
  echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
}

# add_user ROOT NAME ID HOME
add_user() {
  echo "$2:x:$3:$3:$2:$4:/bin/sh" >> "$1/etc/passwd"
  echo "$2:x:$3:" >> "$1/etc/group"
  mkdir -p "$1$4"
  chown "$3:$3" "$1$4"
}

# add_program ROOT FILE…: copies programs of $debian to /usr/bin, with their libraries.
add_program() {
  local root=$1 loader folders libraries
  shift
  loader=$(find "$debian" -name 'ld-linux*.so.*' | sort | head -n 1)
  folders=$(find "$debian" -type d -name '*-linux-gnu' -path '*/lib/*' | sort | paste -sd:)
  for program in "$@"; do
    cp -L "$debian/usr/bin/$program" "$root/usr/bin/$program"
    # Of its own, so that a library that is missing ends the build.
    libraries=$("$loader" --library-path "$folders" --list "$debian/usr/bin/$program")
    add_libraries "$root" "$libraries"
  done
}

# add_libraries ROOT LIST, where LIST is what ldd prints. Libraries go to /lib, the loader where programs look for it.
add_libraries() {
  local root=$1 name arrow path rest
  while read -r name arrow path rest; do
    if [[ $name == /* ]]; then
      [[ $arrow == '=>' ]] || path=$name
      mkdir -p "$root${name%/*}"
      cp -L "$path" "$root$name"
    elif [[ $path == /* ]]; then
      cp -L "$path" "$root/lib/$name"
    fi
  done <<< "$2"
}

# add_script ROOT PATH: an executable with the content of stdin.
add_script() {
  cat > "$1$2"
  chmod 755 "$1$2"
}

# ---- archives ----

digest() {
  sha256sum "$1" | cut -d ' ' -f 1
}

# The same content gives the same bytes: sorted names, no times, numeric owners.
pack() {
  tar --create --sort=name --mtime=@0 --numeric-owner --format=gnu --file "$1" --directory "$2" .
}

# archive NAME ROOT CONFIG FILE: an image of one layer.
archive() {
  local name=$1 root=$2 config=$3 file=$4 image layer id
  image=$(mktemp -d -p "$work")
  pack "$image/layer.tar" "$root"
  layer=$(digest "$image/layer.tar")
  cat > "$image/config.json" << JSON
{"architecture":"$(dpkg --print-architecture)","os":"linux","created":"1970-01-01T00:00:00Z",
"config":$config,"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]},
"history":[{"created":"1970-01-01T00:00:00Z","created_by":"stand-in for $name"}]}
JSON
  id=$(digest "$image/config.json")
  mv "$image/config.json" "$image/$id.json"
  echo "[{\"Config\":\"$id.json\",\"RepoTags\":[\"$name\"],\"Layers\":[\"layer.tar\"]}]" > "$image/manifest.json"
  pack "$work/archive.tar" "$image"
  mv "$work/archive.tar" "$file"
  echo "sha256:$id" > "$file.id"
}

# The cached archive of an image: its name says what it was made from.
cached() {
  local key
  key=$(cat "${BASH_SOURCE[0]}" "$(file_of "$1")" <(echo "$node_version") | sha256sum | cut -c 1-12)
  echo "$cache/${1//:/_}-$key.tar"
}

build() (
  name=$1
  # shellcheck source=/dev/null
  source "$(file_of "$name")"
  root=$(mktemp -d -p "$work")
  chmod 755 "$root"
  # No colon: it is part of a search path for libraries.
  debian=$work/${name//:/_}-packages
  # shellcheck disable=SC2046
  unpack "$debian" busybox-static $(packages)
  say "building $name"
  base_of "$root"
  assemble "$root"
  archive "$name" "$root" "$(config)" "$(cached "$name")"
)

load() {
  local name=$1 file=$2
  if docker --host "$docker_host" image inspect "$name" > /dev/null 2>&1; then return; fi
  say "loading $name"
  docker --host "$docker_host" load --quiet --input "$file" >&2
}

node_version=$(node --version 2> /dev/null || echo none)
mkdir -p "$cache"
work=$(mktemp -d -p "$cache" .build-XXXXXX)
trap 'rm -rf "$work"' EXIT
umask 022

for name in "${names[@]}"; do
  file=$(cached "$name")
  if [[ ! -f $file.id ]]; then
    # One builder at a time; whoever waited finds the archive made.
    exec {lock}> "$cache/lock"
    flock "$lock"
    [[ -f $file.id ]] || build "$name"
    exec {lock}>&-
  fi
  [[ -z $docker_host ]] || load "$name" "$file"
  printf '%s\t%s\t%s\n' "$name" "$(cat "$file.id")" "$file"
done
