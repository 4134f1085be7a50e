# The first process of a machine, run by machine-boot.ts in namespaces of its own (network, mounts, processes, host name).
# Everything else in the machine is its descendant, so the machine ends when this ends: killed, or because the test that
# holds the other end of stdin is gone.
#
#   machine-init.sh STATE_DIR NAME RESOLVER
set -eu
state=$1 name=$2 resolver=$3

# Files under /etc and /run that the engine writes stay inside the machine.
mkdir -p "$state/etc" "$state/etc-work"
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$state/etc,workdir=$state/etc-work" /etc
mount -t tmpfs tmpfs /run
rm -f /etc/resolv.conf
echo "nameserver $resolver" | tee /etc/resolv.conf > "$state/resolv.conf"

hostname "$name"
ip link set lo up
echo ready
# Waiting in `read` lets bash reap the orphans that become its children.
read -r _ || true
