import { describe, expect, it } from 'vitest';
import { formatReadiness, namesPort, parseReadiness } from './readiness-text.js';

const PATIENCE = { intervalMs: 5_000, timeoutMs: 2_000, retries: 3, startPeriodMs: 1_000 };

describe('a readiness in one text', () => {
  it.each([
    ['tcp', { check: { kind: 'tcp', port: 6379 }, ...PATIENCE }],
    ['tcp:80', { check: { kind: 'tcp', port: 80 }, ...PATIENCE }],
    ['http:/', { check: { kind: 'http', path: '/', port: 6379 }, ...PATIENCE }],
    ['http:/health?full=1:8080', { check: { kind: 'http', path: '/health?full=1', port: 8080 }, ...PATIENCE }],
    ['command:redis-cli ping', { check: { kind: 'command', command: ['redis-cli', 'ping'] }, ...PATIENCE }],
    [
      `command:sh -c 'test -e /a,b'`,
      { check: { kind: 'command', command: ['sh', '-c', 'test -e /a,b'] }, ...PATIENCE },
    ],
    [
      'tcp, interval=1s,timeout=500ms , retries=10,start_period=1m',
      {
        check: { kind: 'tcp', port: 6379 },
        intervalMs: 1_000,
        timeoutMs: 500,
        retries: 10,
        startPeriodMs: 60_000,
      },
    ],
  ])('%j', (text, readiness) => {
    const parsed = parseReadiness(text, 6379);
    expect(parsed).toEqual(readiness);
    expect(parseReadiness(formatReadiness(parsed), 1)).toEqual(readiness);
  });

  it.each([
    ['', 'is no check'],
    ['udp:80', 'is no check'],
    ['http', 'is no check'],
    ['http:health', 'is no check'],
    ['command:', 'is no check'],
    ['http:/a,intervall=3s', 'is no check'],
    ['tcp,retries', 'is no check'],
    ['tcp:0', 'has a port that is no number'],
    ['http:/:eighty', 'has a port that is no number'],
    ['tcp,retries=0', 'has retries that are no number'],
    ['tcp,interval=soon', 'has no duration behind interval'],
    ['tcp,interval=1s,interval=2s', 'sets interval twice'],
  ])('%j is refused', (text, message) => {
    expect(() => parseReadiness(text, 6379)).toThrow(`readiness ${message}`);
  });

  it.each([
    ['tcp', false],
    ['tcp,retries=3', false],
    ['http:/up', false],
    ['http:/up,interval=1s', false],
    ['tcp:80', true],
    ['http:/up:80', true],
    ['command:true', true],
  ])('%j names its port: %j', (text, isNamed) => {
    expect(namesPort(text)).toBe(isNamed);
  });
});
