import type { DeletedService, StandaloneOutcome, SwitchAction } from '../client/standalone-client.js';
import { sanitize } from './sanitize.js';
import { digestOf, reachRows } from './standalone.js';
import { settingsRow } from './standalone-settings.js';

export type ChangeVerb = 'Created' | 'Updated' | 'Restored';

/** What was done, in one sentence. */
export function outcomeMessage(
  verb: ChangeVerb,
  { service, isChanged, imageUpdated, changed }: StandaloneOutcome,
): string {
  const subject = `${service.name} on ${service.node}`;
  if (!isChanged) return `${subject} is already up-to-date: nothing was touched`;
  const what = [...(imageUpdated ? ['a newer image'] : []), ...changed];
  return verb === 'Updated' && what.length > 0 ? `Updated ${subject}: ${what.join(', ')}` : `${verb} ${subject}`;
}

/** What was done, what runs now, and how it is reached. */
export function outcomeLines(verb: ChangeVerb, outcome: StandaloneOutcome): readonly string[] {
  const { service, oldDigest, newDigest } = outcome;
  const was = oldDigest === '' || oldDigest === newDigest ? [] : [settingsRow('before', oldDigest)];
  return [
    `${sanitize(outcomeMessage(verb, outcome))}.`,
    settingsRow('image', service.settings.image),
    settingsRow('digest', newDigest === '' ? digestOf(service) : newDigest),
    ...was,
    ...reachRows(service),
    settingsRow('preset', service.hasPreset ? 'saved' : 'none'),
  ];
}

/** What became of the service, its volumes and its preset. */
export function deletedLines({
  name,
  node,
  removedVolumes,
  keptVolumes,
  hasPreset,
}: DeletedService): readonly string[] {
  const restore = hasPreset ? [settingsRow('preset', `kept: devopsellence service restore ${name}`)] : [];
  return [
    `Deleted ${sanitize(name)} on ${sanitize(node)}.`,
    ...removedVolumes.map((volume) => settingsRow('removed', `volume ${volume}`)),
    ...keptVolumes.map((volume) => settingsRow('kept', `volume ${volume}`)),
    ...restore,
  ];
}

const DONE: Readonly<Record<SwitchAction, readonly [done: string, before: string]>> = {
  restart: ['Restarted', 'is running'],
  stop: ['Stopped', 'is stopped already'],
  start: ['Started', 'runs already'],
};

/** What became of a service that was restarted, stopped or started. */
export function switchedMessage(action: SwitchAction, name: string, isChanged: boolean): string {
  const [done, before] = DONE[action];
  return isChanged ? `${done} ${name}.` : `${name} ${before}: nothing was touched.`;
}
