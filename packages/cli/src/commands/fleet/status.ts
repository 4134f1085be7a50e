import { FLEET_STATES } from '@devopsellence/core';
import type { FleetStatus } from '../../client/status.js';
import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { fleetFields } from '../../document/status.js';
import { choice, flag, text } from '../../parameter.js';
import { fleetLines, fleetSummary } from '../../render/fleet.js';
import { watch } from '../../watch.js';

const label = text('--label <LABEL>', 'only nodes with this label');
const node = text('--node <NAME>', 'only this node');
const state = choice('--state <STATE>', 'only nodes in this state, or with a service in it', FLEET_STATES);
const watches = flag('--watch', 'show it again whenever it changes, until Ctrl-C');

export const command = defineCommand({
  description: 'Needs no config: --env restricts it to the environments of that name.',
  options: [label, node, state, watches],
  examples: [
    'devopsellence fleet status',
    'devopsellence fleet status --state offline',
    'devopsellence fleet status --label worker --env production --json',
  ],
  run: (context) => {
    const { input, globals, io, output, outside } = context;
    const filter = {
      label: input.get(label),
      environment: globals.environment,
      node: input.get(node),
      state: input.get(state),
    };
    return withClient(context, async (client) => {
      const read = () => client.fleetStatus(filter);
      const lines = (fleet: FleetStatus) =>
        fleetLines(fleet, { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() });
      if (input.get(watches)) return watch(context, { read, lines, fields: fleetFields });
      const fleet = await read();
      return output.succeed({
        message: fleetSummary(fleet),
        fields: () => fleetFields(fleet),
        lines: () => lines(fleet),
      });
    });
  },
});
