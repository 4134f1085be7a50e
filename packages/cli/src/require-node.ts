import { AppError, nearest } from '@devopsellence/core';
import type { NodeInfo } from './client/names.js';

/** The node of this name or id. Throws `not_found`, with the nearest name put into the operation. */
export function requireNodeNamed(nodes: readonly NodeInfo[], nameOrId: string, operation: string): NodeInfo {
  const found = nodes.find(({ name, id }) => name === nameOrId || id === nameOrId);
  if (found !== undefined) return found;
  const near = nearest(
    nameOrId,
    nodes.map(({ name }) => name),
  );
  throw new AppError('not_found', {
    message: `there is no node ${JSON.stringify(nameOrId)}`,
    nextActions: [...(near === null ? [] : [`devopsellence ${operation} ${near}`]), 'devopsellence node list'],
  });
}
