import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { releaseFields } from '../../document/release.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { releaseState } from '../../render/release.js';
import { tableLines } from '../../render/table.js';
import { agoText } from '../../render/time.js';

export const command = defineCommand({
  description:
    'What the environment was asked to run, the newest first. `release rollback` takes a number or a revision.',
  examples: ['devopsellence release list', 'devopsellence release list --env staging'],
  run: (context) =>
    withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const releases = await client.listReleases(environment);
      const now = context.outside.clock.now();
      const rows = releases.map((release) => [
        String(release.number),
        release.revision.slice(0, 12),
        agoText(release.createdAt, now),
        release.createdBy,
        releaseState(release),
      ]);
      return context.output.succeed({
        message: releases.length === 1 ? '1 release' : `${releases.length} releases`,
        fields: { ...environmentFields(environment), releases: releases.map(releaseFields) },
        lines:
          rows.length === 0
            ? ['No release yet. Make one: devopsellence deploy']
            : tableLines([['RELEASE', 'REVISION', 'MADE', 'BY', ''], ...rows]),
      });
    }),
});
