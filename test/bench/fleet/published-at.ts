import { join } from 'node:path';
import { dumpTables } from '@devopsellence/control-plane/testing';
import type { ControlPlane } from '../../harness/control-plane.js';
import { sharedNow } from './identity.js';

/**
 * When the control plane began to write down what the deployment publishes, in ms of the shared clock. Read from its
 * database: nobody is told over the wire.
 */
export async function publishedAt({ dataDir }: ControlPlane, deploymentId: string): Promise<number> {
  const { desired_environments: texts = [] } = await dumpTables(join(dataDir, 'control-plane.db'));
  const rows = texts.map((text) => JSON.parse(text) as { deployment_id: string; published_at: number });
  const moments = rows.filter((row) => row.deployment_id === deploymentId).map((row) => row.published_at);
  if (moments.length === 0) throw new Error(`nothing is published of ${deploymentId}`);
  const sinceEpoch = Date.now() - sharedNow();
  return moments.reduce((first, moment) => Math.min(first, moment)) - sinceEpoch;
}
