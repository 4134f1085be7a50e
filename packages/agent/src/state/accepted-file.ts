import type { KeyObject } from 'node:crypto';
import type { SignedPayload } from '@devopsellence/protocol';
import { readFileIfExists, writePrivateFile } from '@devopsellence/runtime';
import { seal, sealingKey, unseal } from './sealed-file.js';

const SIGNATURE_BYTES = 64;

export interface StoredDesiredState {
  /** No document below it is ever acted on. */
  readonly revision: number;
  /** As it was received; null when it cannot be read any more. */
  readonly signed: SignedPayload | null;
}

/** The last accepted desired state and with it the highest accepted revision, on disk, sealed with the node's key. */
export class AcceptedFile {
  readonly #path: string;
  readonly #key: Buffer;

  constructor(path: string, privateKey: KeyObject) {
    this.#path = path;
    this.#key = sealingKey(privateKey);
  }

  /** Null when nothing was ever accepted. */
  async read(): Promise<StoredDesiredState | null> {
    const file = await readFileIfExists(this.#path);
    const sealed = file === null ? null : unseal(this.#key, file);
    if (sealed === null) return null;
    const { revision, content } = sealed;
    if (content === null) return { revision, signed: null };
    const signed = { signature: content.subarray(0, SIGNATURE_BYTES), payload: content.subarray(SIGNATURE_BYTES) };
    return { revision, signed };
  }

  /** Resolves when it would survive power loss. */
  async write(revision: number, { payload, signature }: SignedPayload): Promise<void> {
    await writePrivateFile(this.#path, seal(this.#key, revision, Buffer.concat([signature, payload])));
  }
}
