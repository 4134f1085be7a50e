import type { Finding } from '@devopsellence/core';
import { defineCommand } from '../../command.js';
import { tableLines } from '../../render/table.js';

export const command = defineCommand({
  description: 'What of control plane and agent is on this machine, and whether it runs. Changes nothing.',
  examples: ['devopsellence solo status', 'devopsellence solo status --json'],
  run: async ({ io, outside, output }) => {
    const { machine, controlPlane } = await outside.openHere(io);
    const { agentDigest, joinedAs } = await machine.examine();
    const { digest, runs, operatorAddress } = await controlPlane.examine();
    const node = joinedAs?.nodeName ?? null;
    const programs = {
      control_plane: { installed: digest !== null, runs, address: operatorAddress },
      agent: { installed: agentDigest !== null, runs: (await machine.agentProcess()) !== null, node },
    };
    const { control_plane, agent } = programs;
    return output.succeed({
      message: control_plane.runs && agent.runs ? 'Control plane and agent run.' : 'Not all of it runs.',
      fields: programs,
      findings: control_plane.runs && agent.runs ? [] : [NOT_ALL],
      lines: tableLines([
        ['PROGRAM', 'STATE', 'IS'],
        ['control plane', stateOf(control_plane), operatorAddress],
        ['agent', stateOf(agent), node === null ? '-' : `node ${node}`],
      ]),
    });
  },
});

const NOT_ALL: Finding = {
  severity: 'warning',
  code: 'solo_not_running',
  message: 'not all of control plane and agent runs on this machine',
  nextActions: ['devopsellence solo up'],
};

function stateOf({ installed, runs }: { readonly installed: boolean; readonly runs: boolean }): string {
  if (!installed) return 'not installed';
  return runs ? 'running' : 'stopped';
}
