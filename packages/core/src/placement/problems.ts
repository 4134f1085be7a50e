import type { EnvironmentSpec, ServiceSpec, TaskSpec } from '../model/spec.js';
import { type PlacementNode, type PlacementProblem, requiredLabels } from './placement.js';
import { shortList } from './short-list.js';
import { compareText } from './text-order.js';

const NAMES_SHOWN = 5;

export function noNodesAttached(spec: EnvironmentSpec): PlacementProblem {
  return {
    code: 'no_nodes_attached',
    message: `no node is attached to environment ${spec.environment} of project ${spec.project}`,
    nextActions: [
      `devopsellence node attach NODE --project ${spec.project} --env ${spec.environment}`,
      'devopsellence node list',
    ],
  };
}

export function noMatchingNode(service: ServiceSpec, nodes: readonly PlacementNode[]): PlacementProblem {
  const required = requiredLabels(service);
  return {
    code: 'no_matching_node',
    message: `no attached node can run service ${service.name}: none has ${labelWords(required)}`,
    nextActions: labelCommand(required, nodes),
  };
}

export function tooFewNodes(
  service: ServiceSpec,
  found: readonly PlacementNode[],
  nodes: readonly PlacementNode[],
): PlacementProblem {
  const required = requiredLabels(service);
  const others = nodes.filter((node) => !found.includes(node));
  const have = found.length === 1 ? 'node has' : 'nodes have';
  return {
    code: 'no_matching_node',
    message: `service ${service.name} wants ${service.placement.count} nodes, but only ${found.length} attached ${have} ${labelWords(required)}`,
    nextActions: others.length === 0 ? ['devopsellence node attach NODE'] : labelCommand(required, others),
  };
}

export function dependencyElsewhere(found: {
  readonly service: ServiceSpec;
  readonly dependency: ServiceSpec;
  /** Nodes that run the service and not the dependency. */
  readonly lacking: readonly PlacementNode[];
  readonly there: readonly PlacementNode[];
}): PlacementProblem {
  const { service, dependency, lacking, there } = found;
  const required = requiredLabels(dependency);
  const unlabelled = lacking.filter((node) => missingLabels(required, node).length > 0);
  const where = lacking.length === 1 ? 'node' : 'nodes';
  return {
    code: 'dependency_not_on_node',
    message:
      `service ${service.name} depends on ${dependency.name}, which does not run on ${where} ${nameList(lacking)}` +
      ` but on ${nameList(there)}`,
    nextActions:
      unlabelled.length === 0
        ? [`give ${service.name} and ${dependency.name} the same placement in devopsellence.yml`]
        : unlabelled.slice(0, NAMES_SHOWN).flatMap((node) => labelCommand(required, [node])),
  };
}

/** No node runs the service of the task and everything that the task waits for. */
export function taskNowhere(found: {
  readonly task: TaskSpec;
  /** What the task waits for. */
  readonly dependencies: readonly ServiceSpec[];
  /** Nodes that run the service of the task. */
  readonly there: readonly PlacementNode[];
}): PlacementProblem {
  const { task, dependencies, there } = found;
  const { name, service } = task;
  const names = dependencies.map((dependency) => dependency.name).join(', ');
  const required = [...new Set(dependencies.flatMap(requiredLabels))];
  const isLabelled = there.some((node) => missingLabels(required, node).length === 0);
  return {
    code: 'dependency_not_on_node',
    message: `task ${name} depends on ${names}, but no node that runs ${service} runs all of these`,
    nextActions: isLabelled
      ? [`give ${service} and ${names} the same placement in devopsellence.yml`, 'devopsellence node list']
      : labelCommand(required, there),
  };
}

/** The command that lets the node run it that lacks the fewest labels. */
function labelCommand(required: readonly string[], nodes: readonly PlacementNode[]): readonly string[] {
  const [best] = nodes
    .map((node) => ({ name: node.name, missing: missingLabels(required, node) }))
    .toSorted((a, b) => a.missing.length - b.missing.length || compareText(a.name, b.name));
  if (best === undefined) return [];
  return [`devopsellence node label add ${best.name} --labels ${best.missing.join(',')}`];
}

function missingLabels(required: readonly string[], node: PlacementNode): readonly string[] {
  return required.filter((label) => !node.labels.includes(label));
}

function labelWords(labels: readonly string[]): string {
  return labels.length === 1 ? `the label ${labels[0]}` : `all of the labels ${labels.join(', ')}`;
}

function nameList(nodes: readonly PlacementNode[]): string {
  return shortList(
    nodes.map((node) => node.name),
    ', ',
  );
}
