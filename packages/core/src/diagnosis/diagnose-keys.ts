import type { Instant } from '../model/instant.js';
import { shortList } from '../placement/short-list.js';
import { spanText } from './amounts.js';
import { type Finding, worstFirst } from './finding.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far the replacement of a key is that nodes trust. */
export interface TrustedKeyFacts {
  readonly phase: 'steady' | 'announced' | 'replaced';
  /** When it came to be in this phase; null: it was always. */
  readonly since: Instant | null;
  /** Names of the nodes that the next step waits for. */
  readonly behind: readonly string[];
}

/** How far the replacement of the key is that seals secrets. */
export interface MasterKeyFacts {
  /** Null: nothing was ever replaced. */
  readonly since: Instant | null;
  /** How many values a key that is replaced has sealed. */
  readonly valuesLeft: number;
  /** The environment of the control plane has a key that nothing needs any more. */
  readonly hasLeftOver: boolean;
}

/** The keys of a control plane. */
export interface KeyFacts {
  readonly at: Instant;
  readonly certificateAuthority: TrustedKeyFacts;
  readonly signingKey: TrustedKeyFacts;
  readonly masterKey: MasterKeyFacts;
}

/** What people call a key, and the words that its commands begin with. */
interface KeyName {
  readonly title: string;
  readonly code: string;
  readonly command: string;
}

const AUTHORITY: KeyName = { title: 'certificate authority', code: 'ca', command: 'devopsellence ca' };
const SIGNING_KEY: KeyName = { title: 'signing key', code: 'signing_key', command: 'devopsellence signing-key' };

/** Which replacements of keys take too long, or wait for somebody; the worst first. */
export function diagnoseKeys({ at, certificateAuthority, signingKey, masterKey }: KeyFacts): readonly Finding[] {
  return worstFirst([
    ...trustedKey(AUTHORITY, certificateAuthority, at),
    ...unfinished(certificateAuthority, at),
    ...trustedKey(SIGNING_KEY, signingKey, at),
    ...masterKeyFindings(masterKey, at),
  ]);
}

/** Nodes learn within a minute, and change within a day: those that do not are away, or something is wrong with them. */
function trustedKey(key: KeyName, facts: TrustedKeyFacts, at: Instant): readonly Finding[] {
  const { phase, since, behind } = facts;
  const allowedMs = phase === 'announced' ? HOUR_MS : DAY_MS;
  const forMs = at - (since ?? at);
  const [first] = behind;
  if (phase === 'steady' || first === undefined || forMs < allowedMs) return [];
  const has = behind.length === 1 ? 'has' : 'have';
  const what = phase === 'announced' ? `not learnt the next ${key.title}` : `not changed to the new ${key.title}`;
  return [
    {
      severity: 'warning',
      code: `${key.code}_rotation_waits`,
      message: `for ${spanText(forMs)} ${shortList(behind, ', ')} ${has} ${what}: its replacement waits`,
      nextActions: [`devopsellence node diagnose ${first}`, ...waysOn(key, facts)],
    },
  ];
}

/** The next one must be learnt by all that are connected; what is replaced may be dropped without some. */
function waysOn({ command }: KeyName, { phase, behind }: TrustedKeyFacts): readonly string[] {
  if (phase === 'announced') return [`${command} status`];
  return [`${command} rotate --finish --without ${behind.join(',')} --yes   # they have to join again`];
}

/** An authority that nobody needs any more goes only when somebody says so. */
function unfinished({ phase, since, behind }: TrustedKeyFacts, at: Instant): readonly Finding[] {
  const forMs = at - (since ?? at);
  if (phase !== 'replaced' || behind.length > 0 || forMs < DAY_MS) return [];
  return [
    {
      severity: 'warning',
      code: 'ca_rotation_unfinished',
      message: `the certificate authority before is trusted still, ${spanText(forMs)} after it was replaced, and no node needs it`,
      nextActions: [
        'replace the fingerprint in tokens that are kept elsewhere, as in CI',
        `${AUTHORITY.command} rotate --finish`,
      ],
    },
  ];
}

function masterKeyFindings({ since, valuesLeft, hasLeftOver }: MasterKeyFacts, at: Instant): readonly Finding[] {
  const forMs = at - (since ?? at);
  if (valuesLeft > 0 && forMs >= HOUR_MS) {
    const message = `${valuesLeft} sealed values need the master key before still, ${spanText(forMs)} after it was replaced`;
    const nextActions = [
      'devopsellence secret rotate-key --status',
      'devopsellence support bundle   # its log says which',
    ];
    return [{ severity: 'warning', code: 'master_key_rotation_waits', message, nextActions }];
  }
  if (valuesLeft > 0 || !hasLeftOver) return [];
  const message = 'the environment of the control plane has a previous master key that no value needs any more';
  const nextActions = ['on its machine: start it without DEVOPSELLENCE_MASTER_KEY_PREVIOUS'];
  return [{ severity: 'info', code: 'master_key_left_over', message, nextActions }];
}
