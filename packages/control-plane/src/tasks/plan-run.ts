import { AppError, bindSecrets, desiredTaskRun, shortList, type TaskRun, type TaskSpec } from '@devopsellence/core';
import { titleOf } from '../deploy/environment-world.js';
import { missingSecret, refuseAny } from '../deploy/refusals.js';
import { requireSendableRun } from '../deploy/require-size.js';
import type { Fleet } from '../gateway/fleet.js';
import {
  attachedNodes,
  type Environment,
  environmentTitle,
  findRelease,
  lastMadeTaskRun,
  listPublishedEnvironments,
  listSecrets,
  type PublishedEnvironment,
  type Reader,
  type Release,
} from '../store/index.js';
import { chooseNode, type TaskNode } from './choose-node.js';

/** A run that could be made now. */
export interface PlannedRun {
  readonly nodeId: string;
  /** What the node is called. */
  readonly node: string;
  readonly releaseId: string;
  readonly document: TaskRun;
}

export interface WantedRun {
  readonly id: string;
  readonly environment: Environment;
  /** Name of a task. */
  readonly task: string;
}

/** A node of the task, with what is published to it. */
interface Candidate extends TaskNode {
  readonly published: PublishedEnvironment;
  readonly release: Release;
}

/**
 * What a run of the task is made of now: the release that its node runs, with today's secrets. Throws what stands against it:
 * `node_offline`, `node_held`, `no_matching_node`, `missing_secret`, `message_too_large`.
 */
export async function planRun(db: Reader, wanted: WantedRun, fleet: Fleet): Promise<PlannedRun> {
  const { id, environment, task } = wanted;
  const candidates = await candidatesOf(db, wanted, fleet);
  const last = await lastMadeTaskRun(db, { environmentId: environment.id, task });
  const node = chooseNode(candidates, last?.nodeId ?? null);
  if (node === null) throw nowhere(wanted, candidates);
  const { release, published } = node;
  const { spec, images, id: releaseId } = release;
  const { bindings: secrets, missing } = bindSecrets(spec, await listSecrets(db, environment.id));
  const service = spec.tasks.find(({ name }) => name === task)?.service;
  refuseAny(missing.filter((each) => each.service === service).map(missingSecret));
  const parts = { environmentId: environment.id, releaseId, spec, images, secrets };
  const document = desiredTaskRun({ id, task, isGate: false }, parts);
  await requireSendableRun(db, published.document, document);
  return { nodeId: node.id, node: node.name, releaseId, document };
}

/** Sorted by name. */
async function candidatesOf(db: Reader, { environment, task }: WantedRun, fleet: Fleet): Promise<readonly Candidate[]> {
  const published = new Map((await listPublishedEnvironments(db, environment.id)).map((part) => [part.nodeId, part]));
  const releases = new Map<string, Release | null>();
  const candidates: Candidate[] = [];
  for (const node of await attachedNodes(db, environment.id)) {
    const part = published.get(node.id);
    if (part === undefined) continue;
    const release = releases.get(part.releaseId) ?? (await findRelease(db, part.releaseId));
    releases.set(part.releaseId, release);
    const spec = release?.spec.tasks.find(({ name }) => name === task);
    if (release === null || spec === undefined || !runsAllOf(spec, part)) continue;
    const { id, heldAt } = node;
    const own = { releaseId: release.id, connection: fleet.connection(id), isHeld: heldAt !== null };
    candidates.push({ id, name: titleOf(node), ...own, published: part, release });
  }
  return candidates;
}

function runsAllOf({ service, dependsOn }: TaskSpec, { document }: PublishedEnvironment): boolean {
  const there = new Set(document.services.map(({ name }) => name));
  return [service, ...dependsOn.map((dependency) => dependency.service)].every((name) => there.has(name));
}

function nowhere({ environment, task }: WantedRun, candidates: readonly Candidate[]): AppError {
  if (candidates.length === 0) {
    return new AppError('no_matching_node', {
      message: `no node runs what task ${task} of ${environmentTitle(environment)} needs`,
      nextActions: ['devopsellence status', 'devopsellence apply'],
    });
  }
  const isHeld = candidates.every((candidate) => candidate.isHeld);
  const states = candidates.map((node) => `${node.name} is ${node.isHeld ? 'held since a restore' : node.connection}`);
  return new AppError(isHeld ? 'node_held' : 'node_offline', {
    message: `task ${task} cannot run: ${shortList(states, ', ')}`,
    nextActions: [isHeld ? 'devopsellence apply' : 'devopsellence node list'],
  });
}
