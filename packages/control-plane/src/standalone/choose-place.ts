import { AppError } from '@devopsellence/core';
import { titleOf } from '../deploy/environment-world.js';
import { attachedNodes, type Environment, environmentTitle, type Node, type Reader } from '../store/index.js';

/** The attached node that is named, by name or id, or the environment's only one. */
export async function choosePlace(db: Reader, environment: Environment, named: string): Promise<Node> {
  const nodes = await attachedNodes(db, environment.id);
  const [first, second] = nodes;
  if (first === undefined) throw noNodes(environment);
  if (named !== '') {
    const found = nodes.find((node) => node.name === named) ?? nodes.find(({ id }) => id === named);
    if (found === undefined) throw notAttached(environment, named, nodes);
    return found;
  }
  if (second === undefined) return first;
  throw new AppError('no_matching_node', {
    message: `environment ${environmentTitle(environment)} has ${nodes.length} nodes: say which one is to run the service`,
    evidence: [candidates(nodes)],
    nextActions: [`run the same command with --node ${titleOf(first)}`],
  });
}

function notAttached(environment: Environment, named: string, nodes: readonly Node[]): AppError {
  return new AppError('no_matching_node', {
    message: `no node ${JSON.stringify(named.slice(0, 80))} is attached to environment ${environmentTitle(environment)}`,
    evidence: [candidates(nodes)],
    nextActions: nodes.slice(0, 1).map((node) => `run the same command with --node ${titleOf(node)}`),
  });
}

function noNodes(environment: Environment): AppError {
  return new AppError('no_nodes_attached', {
    message: `no node is attached to environment ${environmentTitle(environment)}`,
    nextActions: [
      `devopsellence node attach NODE --project ${environment.project} --env ${environment.environment}`,
      'devopsellence node list',
    ],
  });
}

function candidates(nodes: readonly Node[]): string {
  return `nodes: ${nodes.map(titleOf).join(', ')}`;
}
