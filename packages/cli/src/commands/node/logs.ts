import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { readLogs } from '../../logs/read-logs.js';
import { argument, count, flag } from '../../parameter.js';
import { agentLogLine } from '../../render/agent-log.js';

const node = argument('NAME', 'name or id of the node');
const lines = count('--lines <N>', 'newest lines (default: 100)', { absent: 100, atMost: 10_000 });
const follows = flag('--follow', 'wait for more lines, until Ctrl-C');

export const command = defineCommand({
  description:
    "Shows the agent's own log. The agent keeps its last 2,000 lines in memory; under systemd the rest is on the node: journalctl -u devopsellence-agent.",
  args: [node],
  options: [lines, follows],
  examples: ['devopsellence node logs prod-1', 'devopsellence node logs prod-1 --lines 500 --follow'],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, input } = context;
      const colours = coloursFor(io.stdout, io.env);
      return readLogs(context, {
        request: { node: input.get(node), lines: input.get(lines), sinceMs: null, follow: input.get(follows) },
        open: (request) => client.nodeLogs(request),
        show: (line) => agentLogLine(line, colours),
      });
    }),
});
