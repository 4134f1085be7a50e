import type { DeployReply, NodePlan, PlannedChange } from '../client/control-plane-client.js';
import type { Colours } from '../colours.js';
import { sanitize } from './sanitize.js';

/** What a deployment changes, node by node: `> run task`, `+ create`, `~ replace` with its order, `- remove`, and how much stays. */
export function planLines(plan: readonly NodePlan[], colours: Colours): readonly string[] {
  return plan.flatMap((node) => {
    const changes = node.changes.filter(({ kind }) => kind !== 'unchanged');
    const unchanged = node.changes.length - changes.length;
    const connection = node.connection === 'online' ? '' : ` (${node.connection})`;
    return [
      `${colours.bold(sanitize(node.node))}${connection}`,
      ...changes.map((change) => changeLine(change, colours)),
      ...(unchanged === 0 ? [] : [colours.dim(`  = ${unchanged} unchanged`)]),
      ...(node.changes.length === 0 ? [colours.dim('  nothing runs here')] : []),
    ];
  });
}

/** `2 create, 1 replace, 3 unchanged on 2 nodes` */
export function planSummary({ plan }: Pick<DeployReply, 'plan'>): string {
  const changes = plan.flatMap((node) => node.changes);
  const counts = (['run', 'create', 'replace', 'remove', 'unchanged'] as const)
    .map((kind) => ({ kind, count: changes.filter((change) => change.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => (kind === 'run' ? 'run the release task' : `${count} ${kind}`));
  const nodes = plan.length === 1 ? '1 node' : `${plan.length} nodes`;
  return `${counts.length === 0 ? 'nothing' : counts.join(', ')} on ${nodes}`;
}

function changeLine({ kind, service, order, reasons }: PlannedChange, colours: Colours): string {
  const name = sanitize(service);
  const why = reasons.length === 0 ? '' : colours.dim(`: ${reasons.map(sanitize).join(', ')}`);
  switch (kind) {
    case 'create':
      return `  ${colours.green('+')} create ${name}${why}`;
    case 'replace':
      return `  ${colours.yellow('~')} replace ${name} (${order})${why}`;
    case 'remove':
      return `  ${colours.red('-')} remove ${name}${why}`;
    case 'run':
      return `  ${colours.green('>')} run task ${name}`;
    case 'unchanged':
      return colours.dim(`  = keep ${name}`);
  }
}
