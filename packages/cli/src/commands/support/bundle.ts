import { resolve } from 'node:path';
import { toIso } from '@devopsellence/core';
import { type CommandContext, defineCommand } from '../../command.js';
import { connect } from '../../connect.js';
import { type Examination, examine } from '../../doctor/examine.js';
import { flag, text } from '../../parameter.js';
import { tableLines } from '../../render/table.js';
import { type AskNode, bundleEntries } from '../../support/entries.js';
import { writeBundle } from '../../support/write-bundle.js';

const output = text('--output <FILE>', 'where to write it (default: devopsellence-support-TIME.tar.gz here)');
const fleet = flag('--fleet', 'about every node, not only those of the environment of this folder');

const NODE_LOG_LINES = 1_000;
const CONTROL_PLANE_LOG_LINES = 2_000;

export const command = defineCommand({
  description:
    'Collects what helps somebody else to help you: findings, status, the resolved config, versions, diagnosis and agent log of each node, log and figures of the control plane. Values of secrets are never asked for; what looks like a token, a private key or a password is taken out. Look into it before you send it.',
  options: [output, fleet],
  examples: ['devopsellence support bundle', 'devopsellence support bundle --fleet --output /tmp/support.tar.gz'],
  run: async (context) => {
    const { io, outside, input } = context;
    const now = outside.clock.now();
    const file = input.get(output) ?? `devopsellence-support-${toIso(now).replaceAll(/[:.]/g, '-')}.tar.gz`;
    const options = { wholeFleet: input.get(fleet), logLines: CONTROL_PLANE_LOG_LINES, metrics: true };
    const examination = await examine(context, () => connect(context), options);
    const written = await asking(context, examination, async (ask) => {
      const entries = bundleEntries(context, examination, ask);
      context.output.talk(
        'The bundle holds:',
        ...tableLines(entries.map(({ name, summary }) => [`  ${name}`, summary])),
      );
      return writeBundle(resolve(io.cwd, file), entries, now);
    });
    return context.output.succeed({
      message: `Wrote ${file}. Look into it before you send it.`,
      fields: { file, entries: written.map(({ name, bytes }) => ({ name, bytes })) },
    });
  },
});

/** Nodes are asked for their logs one by one, as each is written: those of a fleet would not fit into memory. */
async function asking<Result>(
  context: CommandContext,
  { identity }: Examination,
  work: (ask: AskNode) => Promise<Result>,
): Promise<Result> {
  if (identity === null) return work((node) => Promise.resolve(node));
  const client = await connect(context);
  try {
    return await work((node) =>
      client
        .diagnoseNode({ node: node.node.id, sizes: false, logLines: NODE_LOG_LINES })
        // It answered a moment ago: what it said then is better than no bundle.
        .catch(() => node),
    );
  } finally {
    client.close();
  }
}
