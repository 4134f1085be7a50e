# memcached, as an unprivileged user like the public image: it refuses to run as root.
packages() {
  echo memcached
}

assemble() {
  local root=$1
  add_program "$root" memcached
  add_user "$root" memcache 11211 /home/memcache
  add_script "$root" /usr/local/bin/docker-entrypoint.sh << 'SH'
#!/bin/sh
case "$1" in -*) set -- memcached "$@" ;; esac
exec "$@"
SH
}

config() {
  cat << 'JSON'
{"User":"memcache","Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
"ExposedPorts":{"11211/tcp":{}},"Entrypoint":["docker-entrypoint.sh"],"Cmd":["memcached"]}
JSON
}
