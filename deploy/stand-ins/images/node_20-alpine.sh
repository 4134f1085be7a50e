# The node that runs on this machine. No npm in it: apps without dependencies only.
packages() { :; }

assemble() {
  local root=$1 node
  node=$(node -p process.execPath)
  mkdir -p "$root/usr/local/bin"
  cp -L "$node" "$root/usr/local/bin/node"
  add_libraries "$root" "$(ldd "$node")"
  add_user "$root" node 1000 /home/node
  # As in the public image: `node` may be left out before a script or an option.
  add_script "$root" /usr/local/bin/docker-entrypoint.sh << 'SH'
#!/bin/sh
case "$1" in -*) exec node "$@" ;; esac
if [ -z "$(command -v "$1")" ] || { [ -f "$1" ] && ! [ -x "$1" ]; }; then exec node "$@"; fi
exec "$@"
SH
}

config() {
  cat << JSON
{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","NODE_VERSION=${node_version#v}"],
"Entrypoint":["docker-entrypoint.sh"],"Cmd":["node"]}
JSON
}
