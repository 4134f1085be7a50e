import type { Instant } from '../model/instant.js';
import { describeAction, describeWaiting } from '../reconcile/describe.js';
import type { Pass } from './world.js';

/**
 * Passes in words, for golden files: when, what is done, what waits, and what status says. A pass that does
 * nothing and says the same as the one before it is left out.
 */
export function narrate(passes: readonly Pass[], from: Instant): string {
  const paragraphs: string[] = [];
  let last = '';
  for (const pass of passes) {
    const actions = pass.plan.actions.map((action) => `\n  do    ${describeAction(action)}`).join('');
    const rest = linesOf(pass).join('\n');
    if (actions !== '' || rest !== last) paragraphs.push(`+${pass.observation.at - from} ms${actions}\n${rest}`);
    last = rest;
  }
  return `${paragraphs.join('\n\n')}\n`;
}

function linesOf({ plan, services }: Pass): readonly string[] {
  return [
    ...plan.waiting.map((waiting) => `  wait  ${waiting.service}: ${describeWaiting(waiting)}`),
    ...plan.rejections.map(({ containerId, reason }) => `  over  ${containerId}: ${reason}`),
    ...services.map((service) => `  is    ${statusText(service)}`),
  ];
}

function statusText(status: Pass['services'][number]): string {
  const flags = [status.ready ? 'ready' : '', status.settled ? 'settled' : '', status.failing ? 'failing' : ''];
  const words = [status.state, ...flags.filter((flag) => flag !== '')].join(', ');
  const by = status.container === '' ? '' : ` by ${status.container}`;
  return `${status.name}: ${words}${by}${status.lastError === '' ? '' : ` (${status.lastError})`}`;
}
