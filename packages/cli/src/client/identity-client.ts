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

/** How far the replacement of the key is that seals secrets. */
export interface MasterKey {
  readonly phase: 'steady' | 'replaced';
  /** Id of the one that seals, as backups name it. */
  readonly current: string;
  /** Ids of those that may open still; null: none. */
  readonly other: string | null;
  /** Null: it was always in this phase. */
  readonly since: number | null;
  /** How many values are sealed, and how many of them not with the current key. */
  readonly values: number;
  readonly valuesLeft: number;
  readonly isFromEnvironment: boolean;
}

export interface TrustStatus {
  readonly certificateAuthority: Rotation;
  readonly signingKey: Rotation;
  readonly masterKey: MasterKey;
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
  rotateMasterKey(): Promise<TrustStatus>;
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

  async rotateMasterKey(): Promise<TrustStatus> {
    return decodeTrust(await this.#channel.call(OPERATOR.RotateMasterKey, {}));
  }
}

const PHASES: Readonly<Record<string, Rotation['phase']>> = {
  ROTATION_PHASE_STEADY: 'steady',
  ROTATION_PHASE_ANNOUNCED: 'announced',
  ROTATION_PHASE_REPLACED: 'replaced',
};

function decodeTrust({ certificateAuthority, signingKey, masterKey }: wire.TrustStatus__Output): TrustStatus {
  return {
    certificateAuthority: decodeRotation(certificateAuthority),
    signingKey: decodeRotation(signingKey),
    masterKey: decodeMasterKey(masterKey),
  };
}

function decodeRotation(rotation: wire.Rotation__Output | null): Rotation {
  if (rotation === null) throw missing('rotation');
  const { phase, current, other, sinceMs, behind } = rotation;
  return { phase: decodePhase(phase), current, other: other || null, since: sinceMs || null, behind };
}

function decodeMasterKey(key: wire.MasterKey__Output | null): MasterKey {
  if (key === null) throw missing('master_key');
  const { current, other, sinceMs, values, valuesLeft, fromEnvironment } = key;
  return {
    phase: decodePhase(key.phase) === 'steady' ? 'steady' : 'replaced',
    current,
    other: other || null,
    since: sinceMs || null,
    values,
    valuesLeft,
    isFromEnvironment: fromEnvironment,
  };
}

function decodePhase(phase: string): Rotation['phase'] {
  const known = PHASES[phase];
  if (known === undefined) throw missing('phase');
  return known;
}
