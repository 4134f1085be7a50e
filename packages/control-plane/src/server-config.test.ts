import { describe, expect, it } from 'vitest';
import { Endpoints } from './endpoints.js';
import { certificateNames, parseServerConfig, type ServeOptions } from './server-config.js';

const DEFAULTS: ServeOptions = {
  dataDir: '/data',
  operatorListen: '127.0.0.1:7443',
  agentListen: '127.0.0.1:7444',
  metricsListen: '127.0.0.1:7480',
};

function parse(options: Partial<ServeOptions> = {}, environment: NodeJS.ProcessEnv = {}) {
  return parseServerConfig({ ...DEFAULTS, ...options }, environment);
}

describe('the options of serve', () => {
  it('are taken as typed', () => {
    expect(parse({ agentListen: '[::1]:0', advertise: 'cp.example.com,203.0.113.7' })).toMatchObject({
      dataDirectory: '/data',
      operatorListen: { host: '127.0.0.1', port: 7443 },
      agentListen: { host: '::1', port: 0 },
      advertise: ['cp.example.com', '203.0.113.7'],
      masterKey: null,
      previousMasterKey: null,
      backupDirectory: '/data/backups',
      backupSchedule: { cron: '17 3 * * *' },
      backupKeep: 7,
    });
    expect(parse({ backupDir: '/mnt/safe' }).backupDirectory).toBe('/mnt/safe');
    expect(parse({}, { DEVOPSELLENCE_MASTER_KEY: 'abc' }).masterKey).toBe('abc');
  });

  it('say when backups are made, and how many stay', () => {
    const options = { backupSchedule: '0 */6 * * mon-fri', backupTimeZone: 'europe/berlin', backupKeep: '28' };
    expect(parse(options)).toMatchObject({
      backupSchedule: { cron: '0 */6 * * mon-fri', timeZone: 'Europe/Berlin' },
      backupKeep: 28,
    });
    expect(parse({ backupSchedule: 'off' }).backupSchedule).toBeNull();
  });

  it.each([
    [{ operatorListen: '7443' }],
    [{ agentListen: 'localhost:70000' }],
    [{ metricsListen: '' }],
    [{ advertise: 'https://cp.example.com' }],
    [{ advertise: 'cp.example.com:7443' }],
    [{ operatorListen: '0.0.0.0:7443' }],
    [{ agentListen: '[::]:7444' }],
    [{ backupSchedule: '' }],
    [{ backupSchedule: '@daily' }],
    [{ backupSchedule: '0 25 * * *' }],
    [{ backupSchedule: '0 0 0 * * *' }],
    [{ backupSchedule: '0 0 31 2 *' }],
    [{ backupTimeZone: 'Europe/Nowhere' }],
    [{ backupKeep: '0' }],
    [{ backupKeep: '-1' }],
    [{ backupKeep: '7.5' }],
    [{ backupKeep: 'all' }],
  ])('%j are refused, saying what to write', (options) => {
    expect(() => parse(options)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('where the control plane is reached', () => {
  function endpoints(options: Partial<ServeOptions>) {
    const result = new Endpoints(parse(options));
    result.operatorBound(1);
    result.agentBound(2);
    return result;
  }

  it('is the advertised hosts, first the first', () => {
    const reached = endpoints({
      agentListen: '0.0.0.0:0',
      operatorListen: '0.0.0.0:0',
      advertise: 'a.example.com,::1',
    });
    expect(reached.operatorAddress()).toBe('a.example.com:1');
    expect(reached.gatewayAddresses()).toEqual(['a.example.com:2', '[::1]:2']);
  });

  it('is the listen hosts when nothing is advertised', () => {
    const reached = endpoints({ agentListen: '127.0.0.2:0' });
    expect(reached.operatorAddress()).toBe('127.0.0.1:1');
    expect(reached.gatewayAddresses()).toEqual(['127.0.0.2:2']);
  });

  it('is in the server certificate, but for addresses that mean all', () => {
    const config = parse({ operatorListen: '0.0.0.0:1', agentListen: '127.0.0.2:2', advertise: 'a.example.com' });
    expect(certificateNames(config)).toEqual(['a.example.com', '127.0.0.2']);
  });
});
