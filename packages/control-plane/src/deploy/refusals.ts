import { AppError, type FailureCode, type MissingSecret } from '@devopsellence/core';

/** One reason why a deployment cannot start. */
export interface Refusal {
  readonly code: FailureCode;
  readonly message: string;
  readonly nextActions: readonly string[];
}

/** Throws when there is any refusal. */
export function refuseAny(refusals: readonly Refusal[]): void {
  const [first, ...others] = refusals;
  if (first !== undefined) throw refused(first, others);
}

/** All refusals as one failure: the first one speaks, the others stand as evidence. */
export function refused(first: Refusal, others: readonly Refusal[] = []): AppError {
  return new AppError(first.code, {
    message: first.message,
    evidence: others.map((refusal) => refusal.message),
    nextActions: [...new Set([first, ...others].flatMap((refusal) => refusal.nextActions))],
  });
}

export function missingSecret({ service, env, secret }: MissingSecret): Refusal {
  return {
    code: 'missing_secret',
    message: `service ${service} needs the secret ${secret} for ${env}, and it is not set`,
    nextActions: [`devopsellence secret set ${secret} --service ${service} --stdin`],
  };
}

export function missingImage(service: string): Refusal {
  return {
    code: 'image_missing',
    message: `service ${service} has no image of its own, and no app image was given`,
    nextActions: ['devopsellence deploy --image REFERENCE'],
  };
}

export function nameOfStandalone(service: string, standalone: string): Refusal {
  return {
    code: 'name_taken',
    message: `service ${service} would have the name of ${standalone}, a standalone service of the environment`,
    nextActions: [`devopsellence service delete ${standalone}`, 'rename the service in devopsellence.yml'],
  };
}
