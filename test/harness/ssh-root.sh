# Gives a machine a whole file system of its own, over that of this machine, and runs an SSH server in it.
#
#   ssh-root.sh STATE_DIR DOCKER_SOCKET [CGROUP]: with a control group to put it in, systemd runs there, too
set -eu
state=$1 socket=$2 cgroup=${3:-}
mkdir -p "$state/ssh"
mount -t tmpfs tmpfs "$state/ssh"
cd "$state/ssh"
mkdir -p upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
for folder in proc sys dev; do mount --rbind "/$folder" "root/$folder"; done
mount -t tmpfs tmpfs root/run
mount -t tmpfs -o mode=700 tmpfs root/root
mkdir -p root/run/sshd root/root/.ssh root/var/lib root/etc/ssh
cp /etc/resolv.conf root/etc/resolv.conf
rm -rf root/var/lib/devopsellence-* root/usr/local/bin/devopsellence-* root/etc/devopsellence root/etc/ssh/sshd_config.d
touch root/run/docker.sock
mount --bind "$socket" root/run/docker.sock
cp "$state/operator.pub" root/root/.ssh/authorized_keys
cp "$state/host-key" root/etc/ssh/test_host_key
chmod -R go= root/root/.ssh root/etc/ssh/test_host_key
sshd='/usr/sbin/sshd -D -e -f /dev/null -h /etc/ssh/test_host_key -o PidFile=none -o UsePAM=no
  -o AuthorizedKeysFile=/root/.ssh/authorized_keys -o PasswordAuthentication=no'
[ -n "$cgroup" ] || exec chroot root $sshd

# systemd: nothing but what it cannot do without, and the server. The engine is not its own: it must not start another.
units=root/etc/systemd/system
rm -rf $units/*.wants root/lib/systemd/system/*.wants root/usr/lib/systemd/system/*.wants
for unit in docker.service docker.socket containerd.service; do ln -sf /dev/null "$units/$unit"; done
printf '%s\n' '[Unit]' DefaultDependencies=no Requires=dbus.socket 'Wants=sysinit.target sshd-for-tests.service' \
  > $units/test.target
printf '%s\n' '[Service]' "ExecStart=$(echo $sshd)" > $units/sshd-for-tests.service
echo 0123456789abcdef0123456789abcdef > root/etc/machine-id
# In a control group of its own, below that of the machine: it makes others beside it for its services.
for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/*; do
  if [ -f "$hierarchy/cgroup.procs" ]; then
    mkdir -p "$hierarchy$cgroup/systemd" && echo $$ > "$hierarchy$cgroup/systemd/cgroup.procs" || true
  fi
done
exec unshare --mount --pid --cgroup --fork --kill-child sh -euc '
mount -t proc proc root/proc
mount -t tmpfs -o mode=755 tmpfs root/sys/fs/cgroup
mkdir root/sys/fs/cgroup/systemd
mount -t cgroup -o none,name=systemd cgroup root/sys/fs/cgroup/systemd
exec chroot root env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system \
  --unit=test.target --log-target=console'
