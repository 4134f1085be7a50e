import { describe, expect, it } from 'vitest';
import { quote } from './quote.js';
import { readFacts } from './read-facts.js';
import { requireTarget, sshCommand, sshOptions } from './ssh-target.js';

const TARGET = { host: '203.0.113.7', user: 'root', port: 2222, key: '/k' };

describe('an SSH target', () => {
  it('becomes options for ssh, which never ask where nobody can answer', () => {
    expect(sshOptions(TARGET, true).join(' ')).toBe(
      '-T -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ControlPersist=no -o BatchMode=yes -l root -p 2222 -i /k',
    );
    expect(sshOptions({ ...TARGET, user: null, port: null, key: null }, false)).not.toContain('BatchMode=yes');
    expect(sshOptions(TARGET, true).join(' ')).not.toContain('HostKey');
    expect(sshCommand(TARGET)).toBe('ssh -p 2222 -i /k root@203.0.113.7');
  });

  it.each(['-oProxyCommand=id', 'a b', '', 'a;b', '$(id)'])('is not %j', (host) => {
    expect(() => requireTarget({ ...TARGET, host })).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => requireTarget({ ...TARGET, user: host })).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it.each(['prod-1', '2001:db8::1', 'fe80::1%eth0', 'vm_1.example.com'])('may be %j', (host) => {
    expect(requireTarget({ ...TARGET, host }).host).toBe(host);
  });
});

it('quotes words for a shell', () => {
  expect(quote("it's $(id)")).toBe("'it'\\''s $(id)'");
});

it('reads what a machine says of itself', () => {
  const identity = Buffer.from('{"nodeId":"01N","nodeName":"prod-1","certificate":"C"}').toString('base64');
  const printed = [
    'distribution=ubuntu debian',
    'system=Ubuntu 24.04',
    'architecture=x86_64',
    'systemd=yes',
    'engine=27.0.1',
    'free=/dev/vda1 100 50 2000 5% /',
    'agent=abc',
    'proven=abd',
    'runs_installed=yes',
    `identity=${identity}`,
  ].join('\n');
  expect(readFacts(printed)).toEqual({
    distribution: ['ubuntu', 'debian'],
    systemName: 'Ubuntu 24.04',
    architecture: 'x86_64',
    hasSystemd: true,
    engineVersion: '27.0.1',
    engineError: '',
    freeBytes: 2_048_000,
    agentDigest: 'abc',
    provenDigest: 'abd',
    runsInstalled: true,
    joinedAs: { nodeId: '01N', nodeName: 'prod-1' },
  });
  expect(readFacts('nothing of this')).toMatchObject({ engineVersion: null, joinedAs: null, freeBytes: 0 });
});
