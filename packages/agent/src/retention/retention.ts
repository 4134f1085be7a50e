import { type DesiredState, engineReference } from '@devopsellence/core';

/** Releases whose images stay beside those of the current one, so that going back to them needs no registry. */
export const KEPT_RELEASES = 10;

/** The images that one release runs on this node. */
export interface ReleaseImages {
  readonly releaseId: string;
  readonly images: readonly string[];
  /** The node was once as this release wanted it. */
  readonly hasSettled: boolean;
}

/** What this agent knows about images: only what it pulled itself is ever its to remove. */
export interface ImageRecord {
  /** Names under which they were pulled. */
  readonly pulled: readonly string[];
  /** By environment id: its releases on this node, newest last. */
  readonly environments: Readonly<Record<string, readonly ReleaseImages[]>>;
}

export const NO_IMAGES: ImageRecord = { pulled: [], environments: {} };

/** The record after another desired state was accepted. Environments that are gone are forgotten. */
export function recordDesiredState(record: ImageRecord, { environments }: DesiredState): ImageRecord {
  const releases = environments.map(({ id, releaseId, services }) => {
    const images = [...new Set(services.map((service) => engineReference(service.definition.image)))];
    const known = record.environments[id] ?? [];
    const others = known.filter((release) => release.releaseId !== releaseId);
    const hasSettled = known.find((release) => release.releaseId === releaseId)?.hasSettled === true;
    return [id, withoutSurplus([...others, { releaseId, images, hasSettled }])] as const;
  });
  return { ...record, environments: Object.fromEntries(releases) };
}

/** What never settled goes first: nobody goes back to it, and deploys that fail may be many. */
function withoutSurplus(releases: readonly ReleaseImages[]): readonly ReleaseImages[] {
  const surplus = Math.max(0, releases.length - (KEPT_RELEASES + 1));
  const before = releases.slice(0, -1).toSorted((a, b) => Number(a.hasSettled) - Number(b.hasSettled));
  const dropped = new Set(before.slice(0, surplus));
  return releases.filter((release) => !dropped.has(release));
}

/** The record once the node is as every current release wants it. */
export function recordSettled(record: ImageRecord): ImageRecord {
  const all = Object.entries(record.environments);
  if (all.every(([, releases]) => releases.at(-1)?.hasSettled !== false)) return record;
  const environments = all.map(([id, releases]) => {
    const last = releases.at(-1);
    return [id, releases.map((release) => (release === last ? { ...release, hasSettled: true } : release))] as const;
  });
  return { ...record, environments: Object.fromEntries(environments) };
}

export function recordPulled(record: ImageRecord, reference: string): ImageRecord {
  return record.pulled.includes(reference) ? record : { ...record, pulled: [...record.pulled, reference] };
}

export function recordRemoved(record: ImageRecord, reference: string): ImageRecord {
  return { ...record, pulled: record.pulled.filter((each) => each !== reference) };
}

/** Images that no kept release runs, oldest pull first. */
export function surplusImages({ pulled, environments }: ImageRecord): readonly string[] {
  const kept = new Set(
    Object.values(environments).flatMap((releases) => releases.flatMap((release) => release.images)),
  );
  return pulled.filter((reference) => !kept.has(reference));
}
