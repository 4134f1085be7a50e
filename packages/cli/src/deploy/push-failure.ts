import { AppError, registryFailureCode } from '@devopsellence/core';
import type { PushRegistry } from '../client/registry-client.js';
import { sanitize } from '../render/sanitize.js';

/** Of what a push writes, the end says why it failed. */
const KEPT_CHARACTERS = 4_000;

/** Keeps the end of what a program writes, and passes all of it on. */
export class LastOutput {
  readonly #pass: (chunk: Uint8Array) => void;
  #text = '';

  constructor(pass: (chunk: Uint8Array) => void) {
    this.#pass = pass;
  }

  readonly take = (chunk: Uint8Array): void => {
    this.#pass(chunk);
    this.#text = (this.#text + Buffer.from(chunk).toString()).slice(-KEPT_CHARACTERS);
  };

  get text(): string {
    return this.#text;
  }
}

/** What a failed push means, from what it wrote. Nothing was changed by it. */
export function pushFailure({ host, namespace, credential }: PushRegistry, output: string): AppError {
  const reason = lastLine(output);
  switch (registryFailureCode(output)) {
    case 'registry_auth_failed':
      return new AppError('registry_auth_failed', {
        message:
          credential === null
            ? `the registry ${host} asks who you are, and no credential is stored for it`
            : `the registry ${host} does not let ${credential.username} push to ${namespace} with the credential that is stored`,
        reason,
        nextActions: [`devopsellence registry set --host ${host} --username USER --password-stdin`],
      });
    case 'registry_unreachable':
      return new AppError('registry_unreachable', {
        message: `the image could not be pushed: the registry ${host} cannot be reached, or went away meanwhile`,
        reason,
        nextActions: ['check that the local Docker Engine reaches the registry', 'devopsellence deploy'],
      });
    case null:
      return new AppError('push_failed', {
        message: `the image could not be pushed to ${host}/${namespace}`,
        reason,
        nextActions: ['check that the registry has the namespace, and that the user may push to it'],
      });
  }
}

function lastLine(output: string): string {
  return sanitize(output.trim().split('\n').at(-1) ?? '').trim();
}
