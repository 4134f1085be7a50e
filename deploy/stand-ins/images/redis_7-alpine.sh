# redis-server and redis-cli, reachable from other containers as the public image is (no protected mode).
packages() {
  echo redis-server redis-tools
}

assemble() {
  local root=$1
  add_program "$root" redis-server redis-cli
  add_user "$root" redis 999 /data
  # Debian builds redis with protected mode on, the public image off. Options follow a configuration file, if any.
  add_script "$root" /usr/local/bin/redis-server << 'SH'
#!/bin/sh
case "$1" in
  -v | -h | --version | --help | --test-memory | --check-system) exec /usr/bin/redis-server "$@" ;;
  '' | -*) exec /usr/bin/redis-server --protected-mode no "$@" ;;
esac
config=$1
shift
exec /usr/bin/redis-server "$config" --protected-mode no "$@"
SH
  add_script "$root" /usr/local/bin/docker-entrypoint.sh << 'SH'
#!/bin/sh
case "$1" in -* | *.conf) set -- redis-server "$@" ;; esac
exec "$@"
SH
}

config() {
  cat << 'JSON'
{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"WorkingDir":"/data",
"ExposedPorts":{"6379/tcp":{}},"Volumes":{"/data":{}},"Entrypoint":["docker-entrypoint.sh"],"Cmd":["redis-server"]}
JSON
}
