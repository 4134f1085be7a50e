import type { Rotation } from '../client/identity-client.js';
import { momentOf } from '../document/moment.js';

export type RotationKind = 'certificate_authority' | 'signing_key';

export function titleOf(kind: RotationKind): string {
  return kind === 'signing_key' ? 'signing key' : 'certificate authority';
}

/** The fields of its JSON document. */
export function documentOfRotation({ phase, current, other, since, behind }: Rotation) {
  return { phase, current, other, since: momentOf(since), waiting_for: behind };
}

/** One sentence, then what is known and what to do. */
export function linesOfRotation(kind: RotationKind, rotation: Rotation): readonly string[] {
  const { current, other, behind } = rotation;
  const lines = [sentenceOf(kind, rotation), `used: ${current}`];
  if (other !== null) lines.push(`${rotation.phase === 'announced' ? 'next' : 'before'}: ${other}`);
  if (behind.length > 0) lines.push(`waiting for: ${behind.join(', ')}`);
  const next = nextOf(kind, rotation);
  return next === null ? lines : [...lines, next];
}

function sentenceOf(kind: RotationKind, { phase }: Rotation): string {
  const title = titleOf(kind);
  if (phase === 'steady') return `There is one ${title}, and nothing is being replaced.`;
  if (phase === 'announced') return `Nodes learn the next ${title}; it is not used yet.`;
  return `The new ${title} is used; the one before is trusted still.`;
}

function nextOf(kind: RotationKind, { phase, behind }: Rotation): string | null {
  if (phase !== 'replaced' || kind === 'signing_key' || behind.length > 0) return null;
  return 'Every node has changed. Next: devopsellence ca rotate --finish';
}
