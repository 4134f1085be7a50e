import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { diagnosedFields } from '../../document/diagnosis.js';
import { EXIT_FAILED, EXIT_OK } from '../../exit-code.js';
import { argument, count } from '../../parameter.js';
import { diagnosisLines } from '../../render/diagnosis.js';
import { summaryOf } from '../../render/findings.js';

const node = argument('NAME', 'name or id of the node');
const lines = count('--lines <N>', "newest lines of the agent's log to show (default: 10)", {
  absent: 10,
  atMost: 1_000,
});

export const command = defineCommand({
  description:
    'Asks the agent about its engine, disks, memory, clock, ports, certificate and sessions, also while the engine is down. Exit code 1 when a finding is an error.',
  args: [node],
  options: [lines],
  examples: ['devopsellence node diagnose prod-1', 'devopsellence node diagnose prod-1 --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, output, outside } = context;
      const diagnosed = await client.diagnoseNode({ node: input.get(node), sizes: true, logLines: input.get(lines) });
      const { findings } = diagnosed;
      const hasErrors = findings.some(({ severity }) => severity === 'error');
      output.succeed({
        message: `Node ${diagnosed.node.name}: ${summaryOf(findings)}.`,
        findings,
        fields: { healthy: !hasErrors, ...diagnosedFields(diagnosed) },
        lines: diagnosisLines(diagnosed, outside.clock.now()),
      });
      return hasErrors ? EXIT_FAILED : EXIT_OK;
    }),
});
