import { CONFINED_SERVICE } from '@devopsellence/runtime';
import { Command } from 'commander';

/** The systemd unit, as it also lies in deploy/systemd. */
export const UNIT = `[Unit]
Description=devopsellence agent: keeps the containers of this node as the control plane desires
Documentation=https://github.com/devopsellence/devopsellence
Wants=network-online.target
# Wants, not Requires: the agent outlives the engine, says so, and repairs the node when the engine is back.
Wants=docker.service
After=network-online.target docker.service
# It is always to come back, however often it fails.
StartLimitIntervalSec=0
ConditionPathExists=/var/lib/devopsellence-agent/node.json

[Service]
ExecStart=/usr/local/bin/devopsellence-agent run --state-dir /var/lib/devopsellence-agent
Restart=always
RestartSec=2
TimeoutStopSec=20
StateDirectory=devopsellence-agent
StateDirectoryMode=0700
UMask=0077
OOMScoreAdjust=-500

# Root, because /var/run/docker.sock gives root anyway; but nothing beyond the socket, the network and its own folder.
NoNewPrivileges=true
CapabilityBoundingSet=CAP_DAC_OVERRIDE
${CONFINED_SERVICE}`;

const EXAMPLES = `
Examples:
  devopsellence-agent unit > /etc/systemd/system/devopsellence-agent.service`;

/** `devopsellence-agent unit`. */
export function unitCommand(): Command {
  return new Command('unit')
    .description('print the systemd unit that keeps the agent running')
    .addHelpText('after', EXAMPLES)
    .action(() => {
      process.stdout.write(UNIT);
    });
}
