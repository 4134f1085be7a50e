import { CONFINED_SERVICE } from '@devopsellence/runtime';

/** The systemd unit, as it also lies in deploy/systemd. */
export const UNIT = `[Unit]
Description=devopsellence control plane: keeps the desired state of a fleet of nodes
Documentation=https://github.com/devopsellence/devopsellence
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
# Addresses, in /etc/devopsellence/control-plane.env, for example:
#   OPERATOR_LISTEN=0.0.0.0:7443
#   AGENT_LISTEN=0.0.0.0:7444
#   ADVERTISE=cp.example.com
Environment=OPERATOR_LISTEN=127.0.0.1:7443 AGENT_LISTEN=127.0.0.1:7444 ADVERTISE=127.0.0.1
EnvironmentFile=-/etc/devopsellence/control-plane.env
ExecStart=/usr/local/bin/devopsellence-control-plane serve --data-dir /var/lib/devopsellence-control-plane \\
  --operator-listen \${OPERATOR_LISTEN} --agent-listen \${AGENT_LISTEN} --advertise \${ADVERTISE}
Restart=always
RestartSec=2
TimeoutStopSec=20
DynamicUser=true
StateDirectory=devopsellence-control-plane
StateDirectoryMode=0700
UMask=0077
# One connection for each agent.
LimitNOFILE=65536

NoNewPrivileges=true
CapabilityBoundingSet=
${CONFINED_SERVICE}`;
