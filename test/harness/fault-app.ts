import type { Cluster } from './cluster.js';

/** The two versions of the app: going from one to the other replaces, adds and removes something on every node. */
export type FaultRelease = 'A' | 'B';

/** Values of the app's secrets; each service may see its own only. */
export const FAULT_SECRETS = { PASSWORD: 'korrekt-pferd-web-7f3a', TOKEN: 'batterie-klammer-job-9c2e' } as const;

const LIVE = 'trap exit TERM; while :; do sleep 1; done';
const WEB = 'mkdir -p /www && echo $RELEASE > /www/up && exec httpd -f -p 3000 -h /www';
const STORE = 'test -e /data/born || cat /proc/sys/kernel/random/uuid > /data/born; echo $RELEASE > /data/last;';

/**
 * A web service that needs a store, the store with a volume, and a job whose name differs between the versions. Nothing
 * but busybox, so that a deploy takes as long as ours takes.
 */
export function faultConfig(release: FaultRelease): string {
  return JSON.stringify({
    schema_version: 1,
    organization: 'acme',
    project: 'faults',
    rollout: { max_unavailable: 2, stable_for: '500ms', deadline: '3m' },
    services: {
      web: {
        ...service(WEB, release),
        secret_refs: [{ name: 'PASSWORD', secret: 'PASSWORD' }],
        ports: [{ name: 'http', port: 3000 }],
        healthcheck: { path: '/up', port: 3000, interval: '200ms' },
        depends_on: ['store'],
      },
      store: {
        ...service(`${STORE} ${LIVE}`, release),
        volumes: [{ source: 'store_data', target: '/data' }],
        readiness: { command: ['grep', '-q', release, '/data/last'], interval: '200ms' },
      },
      [`job-${release.toLowerCase()}`]: {
        ...service(LIVE, release),
        secret_refs: [{ name: 'TOKEN', secret: 'TOKEN' }],
      },
    },
  });
}

function service(script: string, release: FaultRelease) {
  return {
    image: 'busybox:1.36',
    command: ['sh', '-c', script],
    env: { RELEASE: release },
    stop_grace_period: '1s',
  };
}

/** Writes the app's folder, attaches every node and sets the secrets; resolves to the folder. Nothing is deployed yet. */
export async function prepareFaultApp({ operator, agents }: Cluster): Promise<string> {
  const app = await operator.app('faults', { 'devopsellence.yml': faultConfig('A') });
  for (const { machine } of agents) await operator.ok(['node', 'attach', machine.name], { cwd: app });
  for (const [name, value] of Object.entries(FAULT_SECRETS)) {
    const input = `${value}\n`;
    await operator.ok(['secret', 'set', name, '--stdin'], { cwd: app, input });
  }
  return app;
}
