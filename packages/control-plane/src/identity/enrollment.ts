import { X509Certificate } from 'node:crypto';
import { AppError, type Instant } from '@devopsellence/core';
import { fingerprintOf, formatToken, mintToken, parseToken, type Trust, type wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import {
  activateNode,
  findJoinToken,
  insertEvent,
  insertJoinToken,
  type JoinToken,
  putNodeIdentity,
  putPendingCertificate,
  type Store,
  useJoinToken,
  type Writer,
} from '../store/index.js';
import type { CertificateAuthority, NodeCertificate } from './certificate-authority.js';
import { requireNodeName } from './node-name.js';
import { hashSecret } from './secret-hash.js';
import type { SigningKey } from './signing-key.js';

export interface EnrollmentDeps {
  readonly store: Store;
  readonly authority: CertificateAuthority;
  readonly signingKey: SigningKey;
  /** What nodes are to trust now. */
  readonly trust: () => Trust;
  readonly clock: Clock;
  /** host:port of the agent gateway, best first; known once it listens. */
  readonly gatewayAddresses: () => readonly string[];
}

/** Turns join tokens into node identities. */
export class Enrollment {
  readonly #deps: EnrollmentDeps;

  constructor(deps: EnrollmentDeps) {
    this.#deps = deps;
  }

  /** A new join token for a node that exists. One that has joined may join again with it. Only its hash is stored. */
  async mint(trx: Writer, node: { readonly nodeId: string; readonly expiresAt: Instant }): Promise<string> {
    const token = mintToken('join', this.#deps.authority.fingerprint);
    await insertJoinToken(trx, {
      secret_hash: hashSecret(token.secret),
      node_id: node.nodeId,
      expires_at: node.expiresAt,
      used_at: null,
      created_at: this.#deps.clock.now(),
      authority_fingerprint: token.fingerprint,
    });
    return formatToken(token);
  }

  /** PEM; the one that issues certificates now comes first. */
  authorities(): string[] {
    return [...this.#deps.trust().certificateAuthorities];
  }

  /**
   * Uses a join token up and gives its node a certificate: both, or neither. Until the token expires, whoever has used it
   * may ask again with the same key, and gets another certificate: the answer may have been lost. Throws
   * `invalid_join_token`, `already_joined`, `invalid_argument` for the request or the proposed name, `name_taken`.
   */
  async enroll(request: wire.EnrollRequest__Output, correlationId: string): Promise<wire.EnrollReply> {
    const { authority, signingKey, gatewayAddresses, trust } = this.#deps;
    const token = await this.#usableToken(request.joinToken);
    if (request.nodeId !== '' && request.nodeId !== token.nodeId) throw anotherNode();
    const name = token.nodeName ?? requireNodeName(request.proposedName);
    // Before the transaction: it takes milliseconds, and a bad request must not cost the token.
    const issued = await authority.issueNodeCertificate(token.nodeId, request.certificateRequest);
    await this.#activate(token, {
      name,
      issued,
      useHash: hashSecret(`${token.secretHash} ${publicKeyOf(issued.certificate)}`),
      agentVersion: request.agentVersion.slice(0, 64),
      correlationId,
    });
    const { certificateAuthorities, signingKeys } = trust();
    return {
      nodeId: token.nodeId,
      nodeName: name,
      certificate: issued.certificate,
      certificateAuthority: authority.certificate,
      gatewayAddresses: [...gatewayAddresses()],
      signingKey: signingKey.publicKey,
      trust: { certificateAuthorities: [...certificateAuthorities], signingKeys: [...signingKeys] },
    };
  }

  async #usableToken(text: string): Promise<JoinToken> {
    const { store, authority, clock } = this.#deps;
    const token = parseToken(text);
    if (token?.kind !== 'join') throw invalidToken('it is not a join token');
    if (!authority.trusted.some((pem) => fingerprintOf(pem) === token.fingerprint))
      throw invalidToken('it belongs to another control plane');
    const known = await findJoinToken(store.db, hashSecret(token.secret));
    if (known === null) throw invalidToken('this control plane did not make it, or its node was removed');
    if (known.expiresAt > clock.now()) return known;
    throw known.usedAt === null ? invalidToken('it has expired', known.nodeName) : usedToken(known.nodeName);
  }

  async #activate(token: JoinToken, activation: Activation): Promise<void> {
    const at = this.#deps.clock.now();
    const { correlationId, useHash, issued, name, agentVersion } = activation;
    await this.#deps.store.transaction(async (trx) => {
      // Decides between two who join with the same token at once.
      const isOurs = await useJoinToken(trx, { token, useHash, at });
      if (!isOurs) throw usedToken(token.nodeName);
      if (token.isRejoin) {
        // The certificate before, if it is good still, is so until the new one is seen in use.
        await putPendingCertificate(trx, token.nodeId, issued);
      } else {
        await activateNode(trx, token.nodeId, { name, agentVersion, certificateFingerprint: issued.fingerprint, at });
        await putNodeIdentity(trx, token.nodeId, issued.authority);
      }
      await insertEvent(trx, {
        at,
        actor: `node ${name}`,
        action: token.isRejoin ? 'node.rejoined' : 'node.joined',
        subject: `node ${name}`,
        details: { node_id: token.nodeId, agent_version: agentVersion },
        correlationId,
      });
    });
  }
}

interface Activation {
  readonly name: string;
  readonly issued: NodeCertificate;
  /** Hash of the token together with the key it is used with. */
  readonly useHash: string;
  readonly agentVersion: string;
  readonly correlationId: string;
}

function publicKeyOf(certificate: string): string {
  return new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

function anotherNode(): AppError {
  return new AppError('already_joined', {
    message: 'the join token is for another node than this machine is',
    nextActions: ['devopsellence node rejoin NAME'],
  });
}

/** Its name is taken by the node that used it: registering it again would be refused. */
function usedToken(nodeName: string | null): AppError {
  const name = nodeName ?? 'NAME';
  return new AppError('invalid_join_token', {
    message: 'the join token was refused',
    reason: 'it was used already',
    nextActions: [
      'devopsellence node list',
      `devopsellence node remove ${name}   # if ${name} is to be made anew, then register it`,
    ],
  });
}

function invalidToken(reason: string, nodeName: string | null = null): AppError {
  return new AppError('invalid_join_token', {
    message: 'the join token was refused',
    reason,
    nextActions: [`devopsellence node register${nodeName === null ? '' : ` --name ${nodeName}`}`],
  });
}
