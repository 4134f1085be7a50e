# Gives a machine a whole file system of its own, over that of this machine, and runs an SSH server in it.
#
#   ssh-root.sh STATE_DIR DOCKER_SOCKET
set -eu
state=$1 socket=$2
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
exec chroot root /usr/sbin/sshd -D -e -f /dev/null -h /etc/ssh/test_host_key -o PidFile=none -o UsePAM=no \
  -o AuthorizedKeysFile=/root/.ssh/authorized_keys -o PasswordAuthentication=no
