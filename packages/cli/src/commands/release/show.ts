import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { releaseDetailsFields } from '../../document/release.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { optionalArgument } from '../../parameter.js';
import { releaseLines } from '../../render/release.js';

const release = optionalArgument(
  'RELEASE',
  'its number, its id, or what its revision begins with (default: the current one)',
);

export const command = defineCommand({
  description:
    'Services with the digests of their images, who made it and when, how its deployments ended, and what is other than in ' +
    'the current release. Nodes are asked whether they still have the images.',
  args: [release],
  examples: [
    'devopsellence release show',
    'devopsellence release show 12',
    'devopsellence release show 3f2a91c --json',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, input, outside, output } = context;
      const environment = await chooseEnvironment(context, client);
      const details = await client.getRelease(environment, input.get(release) ?? '');
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      return output.succeed({
        message: `release ${details.release.number}`,
        fields: { ...environmentFields(environment), ...releaseDetailsFields(details) },
        lines: releaseLines(details, style),
      });
    }),
});
