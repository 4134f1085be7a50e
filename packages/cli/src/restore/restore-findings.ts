import { type Finding, shortList } from '@devopsellence/core';
import type { RestoreOutline } from '../client/backup-client.js';

/** What somebody has to look after once a backup was restored. */
export function restoreFindings(outline: RestoreOutline): readonly Finding[] {
  const { tokensBack, nodesBack, nodesGone, ownTokenGone } = outline;
  return [
    ...finding(tokensBack, 'tokens_back', 'tokens that count again', 'devopsellence token revoke'),
    ...finding(nodesBack, 'nodes_back', 'nodes that may connect again', 'devopsellence node remove'),
    ...finding(nodesGone, 'nodes_gone', 'nodes that have to join again', 'devopsellence node register --name'),
    ...(ownTokenGone ? [tokenGone] : []),
  ];
}

const tokenGone: Finding = {
  severity: 'warning',
  code: 'own_token_gone',
  message: 'the token of this command is not in the backup: it is refused from now on',
  nextActions: [
    'devopsellence login HOST:PORT --token-file owner-token   # of the data directory, or another of that time',
  ],
};

function finding(
  named: readonly { readonly name: string }[],
  code: string,
  what: string,
  command: string,
): readonly Finding[] {
  const names = named.map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return [];
  return [
    {
      severity: 'warning',
      code,
      message: `${what}: ${shortList(names, ', ')}`,
      nextActions: [`${command} ${first}`],
    },
  ];
}
