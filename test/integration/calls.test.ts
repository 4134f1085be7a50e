import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { InProcessCluster, REGISTRY_IMAGE } from '../harness/in-process.js';
import type { RunningCommand } from '../harness/in-process-operator.js';
import { changesNothing, TestApp } from './test-app.js';

type Document = Record<string, unknown>;

const HELLO = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };

describe('tools for standalone services', () => {
  let cluster: InProcessCluster;
  let app: TestApp;

  beforeAll(async () => {
    cluster = await InProcessCluster.start({ nodes: ['n1'] });
    app = await TestApp.create(cluster, { project: 'shop', nodes: ['n1'] });
  });

  afterAll(() => cluster?.dispose());

  const call = async (...words: readonly string[]): Promise<Document> => {
    const { stdout } = await app.run('call', '--json', ...words);
    const document: Document = JSON.parse(stdout);
    return document;
  };
  const running = (service: string) => cluster.node('n1').runningOf(service);

  it('make a service, show it so that it can be made again, change it, and bring it back', async () => {
    const settings = { port: 6379, env_vars: { A: '1,B=2' }, command: ['serve'], volumes: ['data:/data:ro'] };
    const made = await call('create_service', JSON.stringify({ name: 'redis', image: REGISTRY_IMAGE, ...settings }));
    expect(made).toMatchObject({ ok: true, tool: 'create_service', changed: true, service: { node: 'n1' } });

    const { service } = await call('get_service_info', 'redis');
    const { image, port, hostname, env_vars, host_mode, volumes, cap_add, privileged } = { ...(service as Document) };
    expect({ env_vars, cap_add, privileged }).toEqual({ env_vars: { A: '1,B=2' }, cap_add: [], privileged: false });
    const shown = { image, port, hostname, env_vars, host_mode, volumes, cap_add, privileged, command: 'serve' };
    await call('create_service', JSON.stringify({ name: 'copy', ...shown }));
    const made2 = [running('redis'), running('copy')].map(([one]) => one?.created.definition);
    expect(made2[1]).toMatchObject({ env: made2[0]?.env, command: made2[0]?.command });
    expect(await call('list_services')).toMatchObject({ services: [{ name: 'copy' }, { name: 'redis' }] });

    expect(await call('update_service', 'redis')).toMatchObject({ changed: false });
    const updated = await call('update_service', 'redis', '--env_vars', 'A=2,C=3', '--net_admin', 'true');
    expect(updated).toMatchObject({ config_updated: true, changed_settings: ['env_vars', 'net_admin'] });
    expect(running('redis')[0]?.created.definition.env).toMatchObject({ A: '2', C: '3' });
    expect(await call('restart_service', 'redis')).toMatchObject({ ok: true, changed: true });

    expect(await call('delete_service', 'redis')).toMatchObject({ removed_volumes: [], has_preset: true });
    expect(running('redis')).toEqual([]);
    expect(await call('list_service_presets')).toMatchObject({ presets: [{ name: 'copy' }, { name: 'redis' }] });
    expect(await call('restore_service', 'redis')).toMatchObject({
      ok: true,
      service: { env_vars: { A: '2', C: '3' } },
    });
    expect(await call('delete_service_preset', 'copy')).toMatchObject({ ok: true });
  });

  it('read what it writes, and run commands in it', async () => {
    const [container] = running('redis');
    cluster.node('n1').engine.write(container?.created.name ?? '', 'ready');
    expect(await app.ok('call', 'get_service_logs', 'redis', '1')).toBe('ready\n');
    const { code, stdout } = await app.run('call', 'run_service_command', 'redis', 'exit 7');
    expect([code, stdout]).toEqual([7, '']);
  });

  it.each([
    [['create_service', 'redis', REGISTRY_IMAGE, '6379'], 'service_exists'],
    [['create_service', 'other', 'registry.example.com/gone:1', '80'], 'image_not_found'],
    [['create_service', 'other', REGISTRY_IMAGE, '80', 'a`) || Host(`b'], 'invalid_argument'],
    [['update_service', 'redis', '--env_vars', 'foo'], 'invalid_argument'],
    [['update_service', 'redis', '--volumes', 'data:/data:x'], 'invalid_argument'],
    [['restore_service', 'redis'], 'service_exists'],
    [['delete_service', 'none'], 'not_found'],
    [['run_service_command', 'none', 'ls'], 'not_found'],
    [['get_service_logs', 'none'], 'not_found'],
  ])('%j is refused, and changes nothing', async (words, code) => {
    expect(await changesNothing(cluster, () => call(...words))).toMatchObject({ ok: false, error: { code } });
  });

  it('serve an assistant', async () => {
    const asked = [
      { id: 1, method: 'initialize', params: HELLO },
      { method: 'notifications/initialized' },
      { id: 2, method: 'tools/call', params: { name: 'restart_service', arguments: { name: 'redis' } } },
      { id: 3, method: 'tools/call', params: { name: 'get_service_info', arguments: { name: 'redis' } } },
      { id: 4, method: 'tools/call', params: { name: 'get_service_info', arguments: { name: 'none' } } },
    ];
    const command: { current: RunningCommand | null } = { current: null };
    const said = () => command.current?.io.stdout.text ?? '';
    async function* input(): AsyncGenerator<string> {
      for (const message of asked) {
        yield `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`;
        const { id } = message;
        if (id !== undefined) await eventually(() => said().includes(`"id":${id}}`), { describe: `answer ${id}` });
      }
    }
    command.current = cluster.operator.start(['mcp'], { cwd: app.folder, input: input() });
    const { code, stdout, stderr } = await command.current.ended;
    expect([code, stderr]).toEqual([0, '']);
    const answers: readonly unknown[] = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toMatchObject([
      { id: 1 },
      { id: 2, result: { structuredContent: { ok: true, changed: true } } },
      { id: 3, result: { structuredContent: { service: { name: 'redis', has_preset: true } } } },
      { id: 4, result: { isError: true, structuredContent: { error: { code: 'not_found' } } } },
    ]);
  });
});
