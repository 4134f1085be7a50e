# Images of the example: pulled where a registry answers, else stand-ins of the same names from Debian packages.

base_images=(redis:7-alpine memcached:1.6-alpine node:20-alpine)

engine() { docker -H "$(docker_host)" "$@"; }

# Those of them that the engine does not have, one a line.
missing_images() {
  local image
  for image in "${base_images[@]}"; do
    engine image inspect "$image" > /dev/null 2>&1 || echo "$image"
  done
}

ensure_images() {
  local image missing
  mapfile -t missing < <(missing_images)
  ((${#missing[@]} > 0)) || return 0
  say "pulling ${missing[*]}"
  for image in "${missing[@]}"; do
    timeout 300 docker -H "$(docker_host)" pull --quiet "$image" > "$state/pull.log" 2>&1 || {
      stand_in
      return
    }
    echo "$image" >> "$state/images"
  done
}

stand_in() {
  local missing
  mapfile -t missing < <(missing_images)
  say "no registry answers; building stand-ins from Debian packages: ${missing[*]}"
  bash "$root/deploy/stand-ins/build.sh" --docker-host "$(docker_host)" "${missing[@]}" > "$state/stand-ins.log" ||
    fail 'the stand-ins could not be built' "cat $state/stand-ins.log"
  printf '%s\n' "${missing[@]}" >> "$state/images"
}

# Everything that carries the label of the quickstart's node, and the images it brought or built here, by their names.
remove_from_engine() {
  local id label
  engine_answers || return 0
  id=$(node_id)
  if [[ -n $id ]]; then
    label=label=devopsellence.node=$id
    remove container "$(engine ps --all --quiet --filter "$label")" --force
    remove network "$(engine network ls --quiet --filter "$label")"
    remove volume "$(engine volume ls --quiet --filter "$label")"
  fi
  [[ ! -f $state/images ]] || remove image "$(sort -u "$state/images")"
}

# The node's id, from its identity; empty when it never joined.
node_id() { [[ ! -f $state/agent/node.json ]] || json nodeId < "$state/agent/node.json"; }

# remove KIND "NAMES" [OPTION]: what is still in use by others stays, and is said.
remove() {
  local kind=$1 names
  read -r -d '' -a names <<< "$2" || true
  ((${#names[@]} > 0)) || return 0
  say "removing ${#names[@]} $kind(s)"
  engine "$kind" rm ${3:-} "${names[@]}" > /dev/null || say "some ${kind}s are still in use and stay"
}
