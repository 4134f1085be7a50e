import { rmdir } from 'node:fs/promises';
import { AppError } from '@devopsellence/core';
import { makePrivateDirectory, readFileIfExists, removeFile, writePrivateFile } from '@devopsellence/runtime';
import { isString, isStringList, parseObject } from './json.js';
import { statePaths } from './state-directory.js';

/** Who this node is and whom it trusts, as enrolled. */
export interface NodeIdentity {
  readonly nodeId: string;
  readonly nodeName: string;
  /** PEM of the node's own certificate. */
  readonly certificate: string;
  /** PEM of the control plane's certificate authority. */
  readonly certificateAuthority: string;
  /** Ed25519 public key (PEM) that signs desired states. */
  readonly signingKey: string;
  /** host:port, best first. */
  readonly gatewayAddresses: readonly string[];
}

export interface NodeCredentials {
  readonly identity: NodeIdentity;
  /** PEM. */
  readonly privateKey: string;
}

/** Null when no node has joined with this state directory. */
export async function readCredentials(stateDir: string): Promise<NodeCredentials | null> {
  const paths = statePaths(stateDir);
  const [identity, privateKey] = await Promise.all([
    readFileIfExists(paths.identity),
    readFileIfExists(paths.privateKey),
  ]);
  if (identity === null || privateKey === null) return null;
  const parsed = parseIdentity(identity.toString('utf8'));
  if (parsed === null) throw damaged(paths.identity);
  return { identity: parsed, privateKey: privateKey.toString('utf8') };
}

/**
 * The key of this machine, PEM: the one that an earlier attempt to join has left, or else one that `make` makes. It is on
 * disk before anybody hears of it, so that an attempt whose answer was lost can be repeated.
 */
export async function readOrCreatePrivateKey(stateDir: string, make: () => string): Promise<string> {
  const path = statePaths(stateDir).privateKey;
  await makePrivateDirectory(stateDir);
  const known = await readFileIfExists(path);
  if (known !== null) return known.toString('utf8');
  const made = make();
  await writePrivateFile(path, made);
  return made;
}

/** Removes the key of an attempt to join that was refused, and the folder if nothing else is in it. */
export async function forgetPrivateKey(stateDir: string): Promise<void> {
  await removeFile(statePaths(stateDir).privateKey);
  await rmdir(stateDir).catch(() => undefined);
}

/** The key first: an identity on disk means that all of it is there. */
export async function writeCredentials(stateDir: string, { identity, privateKey }: NodeCredentials): Promise<void> {
  const paths = statePaths(stateDir);
  await makePrivateDirectory(stateDir);
  await writePrivateFile(paths.privateKey, privateKey);
  await writePrivateFile(paths.identity, `${JSON.stringify(identity, null, 2)}\n`);
}

function parseIdentity(text: string): NodeIdentity | null {
  const value = parseObject(text);
  if (value === null) return null;
  const { nodeId, nodeName, certificate, certificateAuthority, signingKey, gatewayAddresses } = value;
  if (!isString(nodeId) || !isString(nodeName) || !isString(certificate)) return null;
  if (!isString(certificateAuthority) || !isString(signingKey) || !isStringList(gatewayAddresses)) return null;
  return { nodeId, nodeName, certificate, certificateAuthority, signingKey, gatewayAddresses };
}

function damaged(path: string): AppError {
  return new AppError('not_joined', {
    message: `${path} is not what devopsellence-agent join has written`,
    nextActions: ['devopsellence-agent join HOST:PORT --token TOKEN --state-dir ANOTHER_DIR'],
  });
}
