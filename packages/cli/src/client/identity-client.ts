import { OPERATOR, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Registration } from './control-plane-client.js';
import { missing } from './malformed.js';

/** How far the replacement of a key is. */
export interface Rotation {
  readonly phase: 'steady' | 'announced' | 'replaced';
  /** Fingerprint, or id, of the one that is used. */
  readonly current: string;
  /** Of the next one, or of the one before; null when steady. */
  readonly other: string | null;
  /** Null: it was always in this phase. */
  readonly since: number | null;
  /** Names of the nodes that the next step waits for. */
  readonly behind: readonly string[];
}

export interface TrustStatus {
  readonly certificateAuthority: Rotation;
  readonly signingKey: Rotation;
}

export interface RotateRequest {
  /** Drop the one before, instead of beginning. */
  readonly finish: boolean;
  /** Names of nodes that may be left behind. */
  readonly without: readonly string[];
}

/** The calls about who trusts whom. Every one throws an AppError when it fails. */
export interface IdentityClient {
  /** Lets a node that has joined before, by name or id, join again. */
  rejoinNode(node: string, expiresInMs: number | null): Promise<Registration>;
  trustStatus(): Promise<TrustStatus>;
  rotateAuthority(request: RotateRequest): Promise<TrustStatus>;
  rotateSigningKey(request: RotateRequest): Promise<TrustStatus>;
}

/** These calls over gRPC. */
export class GrpcIdentityClient implements IdentityClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async rejoinNode(node: string, expiresInMs: number | null): Promise<Registration> {
    const { expiresAtMs, ...reply } = await this.#channel.call(OPERATOR.RejoinNode, {
      node,
      expiresInMs: expiresInMs ?? 0,
    });
    return { ...reply, expiresAt: expiresAtMs };
  }

  async trustStatus(): Promise<TrustStatus> {
    return decodeTrust(await this.#channel.call(OPERATOR.GetTrustStatus, {}));
  }

  async rotateAuthority({ finish, without }: RotateRequest): Promise<TrustStatus> {
    return decodeTrust(await this.#channel.call(OPERATOR.RotateAuthority, { finish, without: [...without] }));
  }

  async rotateSigningKey({ finish, without }: RotateRequest): Promise<TrustStatus> {
    return decodeTrust(await this.#channel.call(OPERATOR.RotateSigningKey, { finish, without: [...without] }));
  }
}

const PHASES: Readonly<Record<string, Rotation['phase']>> = {
  ROTATION_PHASE_STEADY: 'steady',
  ROTATION_PHASE_ANNOUNCED: 'announced',
  ROTATION_PHASE_REPLACED: 'replaced',
};

function decodeTrust({ certificateAuthority, signingKey }: wire.TrustStatus__Output): TrustStatus {
  return { certificateAuthority: decodeRotation(certificateAuthority), signingKey: decodeRotation(signingKey) };
}

function decodeRotation(rotation: wire.Rotation__Output | null): Rotation {
  if (rotation === null) throw missing('rotation');
  const { phase, current, other, sinceMs, behind } = rotation;
  const known = PHASES[phase];
  if (known === undefined) throw missing('phase');
  return { phase: known, current, other: other || null, since: sinceMs || null, behind };
}
