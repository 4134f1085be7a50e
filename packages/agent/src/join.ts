import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { AppError } from '@devopsellence/core';
import {
  ENROLLMENT,
  fetchCertificateAuthority,
  openChannel,
  parseToken,
  type Token,
  unary,
} from '@devopsellence/protocol';
import { VERSION } from '@devopsellence/runtime';
import { certificateRequest } from './certificate-request.js';
import {
  forgetPrivateKey,
  type NodeIdentity,
  readCredentials,
  readOrCreatePrivateKey,
  writeCredentials,
} from './state/identity.js';

const DEADLINE_MS = 15_000;

export interface JoinOptions {
  /** host:port of the operator listener. */
  readonly address: string;
  readonly token: string;
  readonly stateDir: string;
  /** Proposed name; used only when the token names no node. */
  readonly name: string;
}

/**
 * Makes this machine a node: the key is made here and stays here. Nothing is sent before the control plane has proved to
 * be the one the token belongs to, or before the key is on disk: an attempt that came to nothing can be repeated with the
 * same token. A machine that is a node already may join again as the same node, with a token made for that: it keeps its
 * key, and with it what it has accepted. Rejects with `already_joined` when the token is for another node.
 */
export async function join(options: JoinOptions): Promise<NodeIdentity> {
  const { address, stateDir } = options;
  const token = parseJoinToken(options.token);
  const joined = (await readCredentials(stateDir))?.identity ?? null;
  const certificateAuthority = await fetchCertificateAuthority(address, token.fingerprint);
  const privateKey = await readOrCreatePrivateKey(stateDir, makePrivateKey);
  const request = await certificateRequest(createPrivateKey(privateKey));
  const reply = await enrollOrForget({ ...options, joined }, certificateAuthority, request);
  const identity: NodeIdentity = {
    nodeId: reply.nodeId,
    nodeName: reply.nodeName,
    certificate: reply.certificate,
    trust: reply.trust ?? { certificateAuthorities: [certificateAuthority], signingKeys: [reply.signingKey] },
    gatewayAddresses: reply.gatewayAddresses,
  };
  await writeCredentials(stateDir, { identity, privateKey });
  return identity;
}

interface Enrolling extends JoinOptions {
  /** The node that this machine is already; null: none. */
  readonly joined: NodeIdentity | null;
}

/** A token that is refused for good leaves nothing behind: a key that no node has is of no use to anybody. */
async function enrollOrForget(options: Enrolling, certificateAuthority: string, request: string) {
  try {
    return await enroll(options, certificateAuthority, request);
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    if (code === 'already_joined' && options.joined !== null) throw alreadyJoined(options.joined, options.stateDir);
    if (code === 'invalid_join_token' && options.joined === null) await forgetPrivateKey(options.stateDir);
    throw error;
  }
}

/** PEM. */
function makePrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function enroll({ address, token, name, joined }: Enrolling, certificateAuthority: string, request: string) {
  const client = openChannel(address, { certificateAuthority });
  try {
    return await unary(
      client,
      ENROLLMENT.Enroll,
      {
        joinToken: token.trim(),
        certificateRequest: request,
        proposedName: name,
        agentVersion: VERSION,
        nodeId: joined?.nodeId ?? '',
      },
      { deadlineMs: DEADLINE_MS },
    );
  } finally {
    client.close();
  }
}

function parseJoinToken(text: string): Token {
  const token = parseToken(text);
  if (token?.kind === 'join') return token;
  throw new AppError('invalid_join_token', {
    message: 'the value of --token is not a join token',
    reason: token === null ? 'it looks like dvo_join_…' : 'it is an operator token',
    nextActions: ['devopsellence node register --name NAME --labels web,worker'],
  });
}

function alreadyJoined({ nodeName }: NodeIdentity, stateDir: string): AppError {
  return new AppError('already_joined', {
    message: `this machine has joined already, as node ${nodeName}, and the token is for another node`,
    reason: `${stateDir} holds its identity`,
    nextActions: [
      `devopsellence-agent run --state-dir ${stateDir}`,
      `devopsellence node rejoin ${nodeName}   # when its certificate has run out`,
      `devopsellence node remove ${nodeName}   # then remove ${stateDir} and join again`,
    ],
  });
}
