import { bytesText, toIso } from '@devopsellence/core';
import type { RestoreOutline } from '../client/backup-client.js';
import { agoText } from './time.js';

/** What restoring the backup changes, for people who are about to say yes. */
export function restoreLines(outline: RestoreOutline, now: number): readonly string[] {
  const { backup, tokensBack, tokensGone, nodesBack, nodesGone, environmentsBack, environmentsGone } = outline;
  const tokens = (list: RestoreOutline['tokensBack']) => list.map(({ name, role }) => `token ${name} (${role})`);
  const nodes = (list: RestoreOutline['nodesBack']) => list.map(({ name }) => `node ${name}`);
  const environments = (list: readonly string[]) => list.map((title) => `environment ${title}`);
  const refused = outline.joinTokensRefused;
  return [
    `Backup ${backup.id}, made ${agoText(backup.madeAt, now)} (${toIso(backup.madeAt)}), ${bytesText(backup.size)}:`,
    ...under('comes back', [...tokens(tokensBack), ...nodes(nodesBack), ...environments(environmentsBack)]),
    ...under('is gone', [...tokens(tokensGone), ...nodes(nodesGone), ...environments(environmentsGone)]),
    ...under('is refused', refused === 0 ? [] : [`join tokens that were not used: ${refused}`]),
    ...under('stays', outline.keysDiffer ? ['the keys that nodes trust, which were replaced since'] : []),
    ...under('is gone too', outline.ownTokenGone ? ['the token that you use now'] : []),
  ];
}

function under(verb: string, things: readonly string[]): readonly string[] {
  return things.map((thing) => `  ${verb.padEnd(12)} ${thing}`);
}
