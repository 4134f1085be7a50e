import {
  askedFor,
  type Change,
  type DesiredEnvironment,
  desiredEnvironments,
  type EnvironmentSpec,
  type NodeChange,
  type PinnedImage,
  type PlacedTaskRun,
  planChanges,
  type TaskRun,
} from '@devopsellence/core';
import type { Node, PreviousDocument } from '../store/index.js';
import type { EnvironmentWorld } from './environment-world.js';
import type { PlacedRelease } from './place-release.js';
import { sha256 } from './sha256.js';
import { beforeOf } from './supersede.js';

export interface DeploymentPlanInput {
  readonly world: EnvironmentWorld;
  readonly spec: EnvironmentSpec;
  /** By service. */
  readonly images: Readonly<Record<string, PinnedImage>>;
  readonly placed: PlacedRelease;
  readonly releaseId: string;
  readonly deploymentId: string;
  /** The run of the release task; null: none. */
  readonly taskRun: PlacedTaskRun | null;
  /** Whether a node that was told to run this already should be told again, so that it tries anew what failed. */
  readonly needsAnotherTry: (node: Node, document: DesiredEnvironment) => boolean;
}

/** What a deployment does to one node. */
export interface PlannedNode {
  readonly node: Node;
  readonly change: NodeChange;
  /** What it is to run of the environment; null: nothing. */
  readonly document: DesiredEnvironment | null;
  /** What a failure gives back to it; null: nothing. */
  readonly previous: PreviousDocument | null;
  /** A deployment that is superseded left it in the middle of its change. */
  readonly leftChanging: boolean;
  /** Service by service, in the order in which they happen. */
  readonly services: readonly Change[];
}

/** What the deployment does to each node on which the environment runs, or is to run. Sorted by the name of the node. */
export function planDeployment(input: DeploymentPlanInput): readonly PlannedNode[] {
  const { world, placed, spec, images, releaseId, deploymentId } = input;
  const documents = desiredEnvironments({
    environmentId: world.environment.id,
    releaseId,
    deploymentId,
    spec,
    images,
    secrets: placed.secrets,
    placements: placed.placements,
    taskRun: input.taskRun,
    hash: sha256,
  });
  const compare = compareOnce();
  return world.nodes.flatMap((node) => {
    const document = documents.get(node.id) ?? null;
    const published = world.published.get(node.id)?.document ?? null;
    const previous = beforeOf(world, node.id);
    if (document === null && published === null && previous === null) return [];
    const { isSame, services } = compare(published, document);
    const runs = document?.taskRuns ?? [];
    const mayKeep = isSame && document !== null && runs.length === 0 && !input.needsAnotherTry(node, document);
    const change = document === null ? 'withdraw' : mayKeep ? 'keep' : 'publish';
    const leftChanging = world.superseded?.changing.has(node.id) === true;
    return [{ node, document, previous, leftChanging, services: [...runs.map(runChange), ...services], change }];
  });
}

function runChange({ task }: TaskRun): Change {
  return { kind: 'run', service: task, order: null, reasons: [] };
}

interface Comparison {
  readonly isSame: boolean;
  readonly services: readonly Change[];
}

type Document = DesiredEnvironment | null;

/** Compares documents, each pair once: most nodes of an environment have the same one, before and after. */
function compareOnce(): (before: Document, after: Document) => Comparison {
  const known = new Map<Document, Map<Document, Comparison>>();
  return (before, after) => {
    const ofBefore = known.get(before) ?? new Map<Document, Comparison>();
    const comparison = ofBefore.get(after) ?? compareDocuments(before, after);
    known.set(before, ofBefore.set(after, comparison));
    return comparison;
  };
}

function compareDocuments(before: Document, after: Document): Comparison {
  return {
    isSame: before !== null && after !== null && askedFor(before) === askedFor(after),
    services: planChanges(before?.services ?? [], after?.services ?? []),
  };
}

/** Whether no task is run, and no container created, replaced or removed anywhere, as far as is known: not of held nodes. */
export function isUnchanged(nodes: readonly PlannedNode[]): boolean {
  return nodes.every(
    ({ node, services }) => node.heldAt === null && services.every(({ kind }) => kind === 'unchanged'),
  );
}
