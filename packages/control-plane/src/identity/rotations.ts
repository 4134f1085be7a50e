import type { Instant } from '@devopsellence/core';
import { type Trust, trustIdOf } from '@devopsellence/protocol';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import { findRotation, listNodeTrust, type NodeTrust, type Store } from '../store/index.js';
import type { CertificateAuthority } from './certificate-authority.js';
import type { KeyStore } from './key-store.js';
import { ITSELF, noteRotation, type RotationActor } from './note-rotation.js';
import { followAuthority } from './owner-token.js';
import type { RotatingIds, RotatingKey } from './rotating-key.js';
import { nextPhase, type RotationCommand, type RotationKind, type RotationPhase } from './rotation.js';
import type { ServerCertificate } from './server-certificate.js';
import type { SigningKey } from './signing-key.js';

const KINDS: readonly RotationKind[] = ['certificate_authority', 'signing_key'];
/** How often it is looked whether nodes have gone, which nobody tells. */
const LOOK_MS = 5_000;
const BACKOFF = { baseMs: 1_000, capMs: 60_000 };

export interface RotationsDeps {
  readonly store: Store;
  readonly authority: CertificateAuthority;
  readonly signingKey: SigningKey;
  readonly serverCertificate: ServerCertificate;
  readonly keyStore: KeyStore;
  /** What nodes are to trust now. */
  readonly trust: () => Trust;
  /** Whether the node has a stream open. */
  readonly isConnected: (nodeId: string) => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How far a replacement is. */
export interface RotationStatus {
  readonly phase: RotationPhase;
  readonly ids: RotatingIds;
  /** Null: nothing was ever replaced. */
  readonly since: Instant | null;
  /** Names of the nodes that have not changed yet. None when steady. */
  readonly behind: readonly string[];
}

/**
 * Replaces the certificate authority and the signing key, one step at a time. A step is one write of a key file, which is
 * the truth; the database says when, and by whom, and is brought up to date after a start that was killed in between.
 */
export class Rotations {
  readonly #deps: RotationsDeps;
  readonly #loop: Loop;
  /** One step at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: RotationsDeps) {
    this.#deps = deps;
    this.#loop = new Loop({
      pass: () => this.#advance(),
      onError: (error, retryInMs) => deps.logger.error({ error, retryInMs }, 'a replacement of keys is held up'),
      backoff: BACKOFF,
      clock: deps.clock,
      random: Math.random,
    });
  }

  /** A node may have changed. */
  trigger(): void {
    this.#loop.trigger();
  }

  /** Goes on by itself as nodes change, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#loop.run(signal);
  }

  async status(kind: RotationKind): Promise<RotationStatus> {
    const { phase, ids } = this.#key(kind);
    const row = await findRotation(this.#deps.store.db, kind);
    return { phase, ids, since: row?.since ?? null, behind: await this.#behind(kind) };
  }

  /** Does the next step if the rules allow it. Throws what `nextPhase` throws; then nothing has changed. */
  step(kind: RotationKind, command: RotationCommand, actor: RotationActor): Promise<void> {
    const step = this.#last.then(() => this.#step(kind, command, actor));
    this.#last = step.catch(() => undefined);
    return step;
  }

  async #advance(): Promise<Instant | null> {
    let isSteady = true;
    for (const kind of KINDS) {
      await this.step(kind, { kind: 'advance' }, ITSELF);
      isSteady &&= this.#key(kind).phase === 'steady';
    }
    return isSteady ? null : this.#deps.clock.now() + LOOK_MS;
  }

  async #step(kind: RotationKind, command: RotationCommand, actor: RotationActor): Promise<void> {
    const key = this.#key(kind);
    // What an earlier process did and could not write down any more.
    await this.#note(kind, ITSELF);
    const before = key.phase;
    const next = nextPhase({ rotation: kind, phase: before, behind: await this.#behind(kind) }, command);
    if (next === before) return;
    await key.enter(next);
    await this.#note(kind, actor);
    if (kind === 'certificate_authority') {
      const { serverCertificate, keyStore, authority } = this.#deps;
      await serverCertificate.renew();
      await followAuthority(keyStore, authority);
    }
    this.#loop.trigger();
  }

  /** Names of those who hold up the next step. */
  async #behind(kind: RotationKind): Promise<string[]> {
    const { store, trust, authority, isConnected } = this.#deps;
    const { phase } = this.#key(kind);
    if (phase === 'steady') return [];
    const trustId = trustIdOf(trust());
    const hasNotLearnt = (node: NodeTrust) => node.trustId !== trustId;
    const isBehind = (node: NodeTrust) => {
      if (phase === 'announced') return isConnected(node.nodeId) && hasNotLearnt(node);
      return kind === 'signing_key' ? hasNotLearnt(node) : node.authority !== authority.fingerprint;
    };
    return (await listNodeTrust(store.db)).filter(isBehind).map(({ name }) => name);
  }

  async #note(kind: RotationKind, actor: RotationActor): Promise<void> {
    const { phase, ids } = this.#key(kind);
    await noteRotation(this.#deps, { kind, phase, ids }, actor);
  }

  #key(kind: RotationKind): RotatingKey {
    const { authority, signingKey } = this.#deps;
    return kind === 'signing_key' ? signingKey : authority;
  }
}
