# What programs that are made elsewhere need of Debian: its C and C++ libraries, and a shell. No apt.
packages() { echo libstdc++6; }

assemble() {
  local root=$1 folder
  for folder in lib lib64 usr/lib usr/lib64; do
    [[ -d $debian/$folder ]] || continue
    mkdir -p "$root/$folder"
    cp -a "$debian/$folder/." "$root/$folder/"
  done
  # The loader is looked for in /lib64, wherever the packages have it.
  [[ -e $root/lib64 ]] || ln -s usr/lib64 "$root/lib64"
}

config() {
  cat << JSON
{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Cmd":["sh"]}
JSON
}
