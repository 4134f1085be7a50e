import type { KeyFacts } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type { MasterKeyRotation } from '../secrets/master-key-rotation.js';
import type { Rotations } from './rotations.js';

export interface KeyFactsSource {
  readonly rotations: Rotations;
  readonly masterKeyRotation: MasterKeyRotation;
  readonly clock: Clock;
}

/** How far the replacements of keys are. */
export async function readKeyFacts({ rotations, masterKeyRotation, clock }: KeyFactsSource): Promise<KeyFacts> {
  const { since, valuesLeft, ids, phase } = await masterKeyRotation.status();
  return {
    at: clock.now(),
    certificateAuthority: await rotations.status('certificate_authority'),
    signingKey: await rotations.status('signing_key'),
    masterKey: { since, valuesLeft, hasLeftOver: phase === 'steady' && ids.other !== null },
  };
}
