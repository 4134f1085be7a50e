import { isSshWord, type SshAddress } from '@devopsellence/core';
import { usage } from '../usage.js';

/** Whom the system's ssh is to reach, and as whom. What is null is left to its own configuration. */
export interface SshTarget extends SshAddress {
  /** Path of a private key. */
  readonly key: string | null;
}

/** What may be kept of it: never the key. */
export function addressOf({ host, user, port }: SshTarget): SshAddress {
  return { host, user, port };
}

export function titleOf({ host, user }: SshTarget): string {
  return user === null ? host : `${user}@${host}`;
}

/** Throws for what ssh would take as something else. */
export function requireTarget(target: SshTarget): SshTarget {
  for (const [option, text] of [
    ['--host', target.host],
    ['--user', target.user],
  ] as const) {
    if (text !== null && !isSshWord(text)) {
      throw usage(`${option} cannot be ${JSON.stringify(text)}`);
    }
  }
  return target;
}

/** The options for ssh. Host keys are checked as the user's own configuration says. */
export function sshOptions({ user, port, key }: SshTarget, asksNobody: boolean): readonly string[] {
  return [
    '-T',
    ...['-o', 'ConnectTimeout=15', '-o', 'ServerAliveInterval=15', '-o', 'ControlPersist=no'],
    ...(asksNobody ? ['-o', 'BatchMode=yes'] : []),
    ...(user === null ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    ...(key === null ? [] : ['-i', key]),
  ];
}

/** The command line that gets somebody to the same place by hand. */
export function sshCommand({ host, user, port, key }: SshTarget): string {
  const options = [...(port === null ? [] : ['-p', String(port)]), ...(key === null ? [] : ['-i', key])];
  return ['ssh', ...options, titleOf({ host, user, port, key })].join(' ');
}
