const SLUG_LENGTH = 60;
const ID_TAIL = 6;
const HASH_HEAD = 8;
const RUN_TAIL = 12;

/**
 * The slug of an environment: `<project>-<environment>-<last 6 of its id>`, at most 60 characters of `a-z 0-9 -`.
 * The tail of the id keeps two environments apart whose names sanitise, or are cut, to the same text.
 */
export function environmentSlug(names: {
  readonly project: string;
  readonly environment: string;
  readonly id: string;
}): string {
  const tail = sanitise(names.id).replaceAll('-', '').slice(-ID_TAIL);
  const head = sanitise(`${names.project}-${names.environment}`).slice(0, SLUG_LENGTH - tail.length - 1);
  return [trimDashes(head), tail].filter((part) => part !== '').join('-');
}

/** The network of an environment on a node. */
export function networkName(slug: string): string {
  return slug;
}

/** The volume that `source` in the config means; the config admits only sources that are valid in a volume's name. */
export function volumeName(slug: string, source: string): string {
  return `${slug}-${source}`;
}

/** The one container of a service with this definition: a definition that changes gets another name. */
export function containerName(slug: string, service: string, hash: string): string {
  return `${slug}-${service}-${hash.slice(0, HASH_HEAD)}`;
}

/** The one container of a task's run. */
export function taskContainerName(slug: string, task: string, runId: string): string {
  return `${slug}-${task}-run-${sanitise(runId).replaceAll('-', '').slice(-RUN_TAIL)}`;
}

function sanitise(text: string): string {
  return trimDashes(text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'));
}

function trimDashes(text: string): string {
  return text.replaceAll(/^-+|-+$/g, '');
}
