import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATOR } from '@devopsellence/protocol';
import { LogRing, systemClock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { ControlPlane } from './control-plane.js';
import { masterKeyId, Vault } from './secrets/vault.js';
import { databaseIn, Store } from './store/index.js';
import { RunningControlPlane } from './testing/running-control-plane.js';
import { stubDeployPart } from './testing/stub-deploy-part.js';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };

function another(dataDirectory: string, overrides: object = {}): ControlPlane {
  return new ControlPlane({
    config: {
      dataDirectory,
      operatorListen: LOOPBACK,
      agentListen: LOOPBACK,
      metricsListen: LOOPBACK,
      advertise: [],
      masterKey: null,
      previousMasterKey: null,
      backupDirectory: join(dataDirectory, 'backups'),
      backupSchedule: null,
      backupKeep: 7,
      ...overrides,
    },
    clock: systemClock,
    logger: silentLogger,
    log: new LogRing(),
    createDeployPart: () => stubDeployPart(),
  });
}

describe('a control plane', () => {
  it('keeps everything in files that only its owner may read', async () => {
    const { dataDirectory } = await RunningControlPlane.start();
    for (const file of ['authority.pem', 'server.pem', 'signing-key.pem', 'master.key', 'owner-token']) {
      expect([file, (await stat(join(dataDirectory, file))).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  it('does not share its data directory', async () => {
    const { dataDirectory, stop } = await RunningControlPlane.start().then((plane) => ({
      dataDirectory: plane.dataDirectory,
      stop: () => plane.stop(),
    }));
    await expect(another(dataDirectory).start()).rejects.toMatchObject({ code: 'usage' });
    await stop();
    const next = another(dataDirectory);
    await next.start();
    await next.stop();
  });

  it('removes what a write has left that was killed', async () => {
    const running = await RunningControlPlane.start();
    await running.stop();
    await writeFile(join(running.dataDirectory, 'server.pem.4711.new'), 'half of');
    const next = another(running.dataDirectory);
    await next.start();
    expect(await readdir(running.dataDirectory)).not.toContain('server.pem.4711.new');
    await next.stop();
  });

  it('that cannot listen undoes its start', async () => {
    const running = await RunningControlPlane.start();
    const port = Number(running.operatorAddress.split(':')[1]);
    const dataDirectory = join(running.dataDirectory, 'second');
    const failing = another(dataDirectory, { operatorListen: { host: '127.0.0.1', port } });
    await expect(failing.start()).rejects.toMatchObject({ code: 'usage' });
    const next = another(dataDirectory);
    await next.start();
    await next.stop();
  });

  it('does not start without a key that it was set up with', async () => {
    for (const file of ['authority.pem', 'signing-key.pem', 'master.key']) {
      const plane = await RunningControlPlane.start();
      await plane.stop();
      await rm(join(plane.dataDirectory, file));
      await expect(another(plane.dataDirectory).start()).rejects.toThrow(`${file} is missing`);
    }
  });

  it('does not start with another master key than the one its secrets were sealed with', async () => {
    const plane = await RunningControlPlane.start();
    await plane.call(OPERATOR.SetSecret, { environment: ENVIRONMENT, name: 'KEY', value: 'value' });
    await plane.stop();
    const masterKey = Buffer.alloc(32, 1).toString('base64');
    await expect(another(plane.dataDirectory, { masterKey }).start()).rejects.toThrow('another master key');
    await writeFile(join(plane.dataDirectory, 'master.key'), masterKey);
    await expect(another(plane.dataDirectory).start()).rejects.toThrow('another master key');
  });

  it('does not start with a key for some of its secrets only', async () => {
    const first = await RunningControlPlane.start();
    const { dataDirectory } = first;
    await first.call(OPERATOR.SetSecret, { environment: ENVIRONMENT, name: 'FIRST', value: 'value' });
    await first.stop();
    const file = join(dataDirectory, 'master.key');
    const old = await readFile(file, 'utf8');
    // As if the newest value of many had been sealed by another control plane.
    const store = Store.open(databaseIn(dataDirectory));
    await store.transaction(async (trx) => {
      const row = await trx.selectFrom('secret_versions').selectAll().executeTakeFirstOrThrow();
      const sealed = new Vault(Buffer.alloc(32, 1)).seal('value', 'place');
      await trx
        .insertInto('secret_versions')
        .values({ ...row, id: 'other', sealed })
        .execute();
    });
    await store.close();
    await expect(another(dataDirectory).start()).rejects.toMatchObject({
      reason: expect.stringContaining(masterKeyId(Buffer.alloc(32, 1))),
    });
    await writeFile(file, `${old}${Buffer.alloc(32, 1).toString('base64')}\n`);
    const next = another(dataDirectory);
    await next.start();
    await next.stop();
  });

  it('stops at once while nodes are connected', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const streams = [agent.watch(0), agent.status().replies, agent.tunnel().frames];
    await agent.registryCredential('ghcr.io');
    await plane.stop();
    for (const stream of streams) expect(await stream.end).toMatchObject({ code: 'control_plane_unavailable' });
  });

  it('answers how it is', async () => {
    const { metricsAddress } = await RunningControlPlane.start();
    const get = async (path: string) => {
      const response = await fetch(`http://${metricsAddress}${path}`);
      return { status: response.status, text: await response.text() };
    };
    expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    expect((await get('/metrics')).text).toContain('devopsellence_nodes{connection="online"} 0');
    expect((await get('/nothing')).status).toBe(404);
  });

  it('counts calls by method and outcome, and what agents have open', async () => {
    const plane = await RunningControlPlane.start();
    const page = async () => await (await fetch(`http://${plane.metricsAddress}/metrics`)).text();
    await plane.call(OPERATOR.WhoAmI, {});
    await expect(plane.call(OPERATOR.RemoveNode, { node: 'none' })).rejects.toMatchObject({ code: 'not_found' });
    const agent = await plane.join('prod-1');
    agent.watch(0);
    await expect.poll(page).toContain('devopsellence_agent_streams 1');
    const text = await page();
    expect(text).toContain('devopsellence_calls_total{method="WhoAmI",code="ok"} 1');
    expect(text).toContain('devopsellence_calls_total{method="RemoveNode",code="not_found"} 1');
    expect(text).toContain('devopsellence_call_duration_seconds_count{method="Enroll"} 1');
    expect(text).toContain('devopsellence_open_calls{method="WhoAmI"} 0');
    expect(text).toContain('devopsellence_pending_reports 0');
    expect(text).toMatch(/devopsellence_database_bytes [1-9]/);
    expect(text).toMatch(/devopsellence_certificate_end_timestamp_seconds\{certificate="server"\} [1-9]/);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('devopsellence_backup_newest_timestamp_seconds 0');
    await plane.call(OPERATOR.CreateBackup, {});
    const later = await page();
    expect(later).toContain('devopsellence_backups_total{outcome="made"} 1');
    expect(later).toContain('devopsellence_backups_total{outcome="failed"} 0');
    expect(later).toMatch(/devopsellence_backup_newest_timestamp_seconds [1-9]/);
  });

  it('tells an owner how it is, with its log and figures when asked', async () => {
    const plane = await RunningControlPlane.start();
    plane.log.add('{"msg":"serving"}');
    const request = { logLines: 1, metrics: true };
    const { facts, findings, log, metrics } = await plane.call(OPERATOR.DiagnoseControlPlane, request);
    expect(facts?.databaseBytes).toBeGreaterThan(0);
    expect(facts?.disk?.totalBytes).toBeGreaterThan(0);
    expect(facts?.serverCertificateEndsAtMs).toBeGreaterThan(Date.now());
    expect(findings.filter(({ code }) => code !== 'disk_low' && code !== 'control_plane_slow')).toEqual([]);
    expect(log).toEqual(['{"msg":"serving"}']);
    expect(metrics).toContain('devopsellence_nodes');
    await plane.join('away');
    await plane.call(OPERATOR.RotateAuthority, {});
    await expect
      .poll(async () => (await plane.call(OPERATOR.GetTrustStatus, {})).certificateAuthority)
      .toMatchObject({ phase: 'ROTATION_PHASE_REPLACED', behind: ['away'] });
    // As if time had passed.
    await plane.services.store.transaction((trx) => trx.updateTable('rotations').set({ since: 1 }).execute());
    const less = await plane.call(OPERATOR.DiagnoseControlPlane, {});
    expect(less.findings.map(({ code }) => code)).toContain('ca_rotation_waits');
    expect(less).toMatchObject({ log: [], metrics: '' });
    await expect(plane.call(OPERATOR.DiagnoseControlPlane, { logLines: 2_001 })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });
});
