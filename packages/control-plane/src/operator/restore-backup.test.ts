import { readdir } from 'node:fs/promises';
import { OPERATOR } from '@devopsellence/protocol';
import { describe, expect, it } from 'vitest';
import { restoreFolders } from '../backup/place-restore.js';
import { databaseIn } from '../store/index.js';
import { dumpTables } from '../testing/dump-tables.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';

/** A control plane with a backup, after which a token was revoked and one made, and a node removed and one joined. */
async function backedUp() {
  const plane = await RunningControlPlane.start();
  await plane.join('stays');
  await plane.join('removed-since');
  const { joinToken } = await plane.call(OPERATOR.RegisterNode, { name: 'not-joined' });
  const revoked = await plane.call(OPERATOR.CreateToken, { name: 'revoked-since', role: 'deployer' });
  const { backup } = await plane.call(OPERATOR.CreateBackup, {});
  await plane.call(OPERATOR.RevokeToken, { token: revoked.token?.id ?? '' });
  await plane.call(OPERATOR.RemoveNode, { node: 'removed-since' });
  await plane.join('joined-since');
  const made = await plane.call(OPERATOR.CreateToken, { name: 'made-since', role: 'owner' });
  return { plane, backup: backup?.id ?? '', joinToken, revoked: revoked.text, made: made.text };
}

const OUTLINE = {
  tokensBack: [{ name: 'revoked-since', role: 'deployer' }],
  tokensGone: [{ name: 'made-since', role: 'owner' }],
  nodesBack: [{ name: 'removed-since' }],
  nodesGone: [{ name: 'joined-since' }],
  environmentsBack: [],
  environmentsGone: [],
  joinTokensRefused: 1,
  keysDiffer: false,
  ownTokenGone: false,
};

describe('a restore to the control plane that runs', () => {
  it('is told before, and a dry run changes nothing', async () => {
    const { plane, backup, made } = await backedUp();
    const before = await dumpTables(databaseIn(plane.dataDirectory));
    expect(await plane.call(OPERATOR.RestoreBackup, { backup, dryRun: true })).toMatchObject({
      ...OUTLINE,
      savedBackup: '',
      restoredAtMs: 0,
    });
    expect(await plane.call(OPERATOR.RestoreBackup, { backup, dryRun: true }, made)).toMatchObject({
      ownTokenGone: true,
    });
    expect(await dumpTables(databaseIn(plane.dataDirectory))).toEqual(before);
    expect((await readdir(plane.dataDirectory)).filter((name) => name.startsWith('restore'))).toEqual([]);
  });

  it('starts anew where it was with what the backup has, and has saved what was there', async () => {
    const { plane, backup, joinToken, revoked, made } = await backedUp();
    const done = await plane.call(OPERATOR.RestoreBackup, { backup });
    expect(done).toMatchObject(OUTLINE);
    await expect
      .poll(() => plane.call(OPERATOR.ListBackups, {}).catch(() => null), { timeout: 10_000 })
      .toMatchObject({ restoredAtMs: done.restoredAtMs });
    const { nodes } = await plane.call(OPERATOR.ListNodes, {});
    expect(nodes.map(({ name }) => name)).toEqual(['not-joined', 'removed-since', 'stays']);
    await expect(plane.enroll(joinToken)).rejects.toMatchObject({ code: 'invalid_join_token' });
    expect(await plane.call(OPERATOR.WhoAmI, {}, revoked)).toMatchObject({ tokenName: 'revoked-since' });
    await expect(plane.call(OPERATOR.WhoAmI, {}, made)).rejects.toMatchObject({ code: 'unauthenticated' });
    const { backups } = await plane.call(OPERATOR.ListBackups, {});
    expect(backups.map(({ id, reason }) => [id, reason])).toEqual([
      [done.savedBackup, 'restore'],
      [backup, 'command'],
    ]);
    const saved = await dumpTables(databaseIn(backups[0]?.path ?? ''));
    expect(saved.nodes?.some((row) => row.includes('joined-since'))).toBe(true);
    const replaced = await dumpTables(databaseIn(restoreFolders(plane.dataDirectory).replaced));
    expect(replaced.events?.some((row) => row.includes(done.savedBackup))).toBe(true);
  });

  it('can be taken back with the backup that was made before it', async () => {
    const { plane, backup, made } = await backedUp();
    const { savedBackup, restoredAtMs } = await plane.call(OPERATOR.RestoreBackup, { backup });
    const restoredAt = () =>
      plane
        .call(OPERATOR.ListBackups, {})
        .then((reply) => reply.restoredAtMs)
        .catch(() => 0);
    await expect.poll(restoredAt, { timeout: 10_000 }).toBe(restoredAtMs);
    const again = await plane.call(OPERATOR.RestoreBackup, { backup: savedBackup });
    await expect.poll(restoredAt, { timeout: 10_000 }).toBe(again.restoredAtMs);
    expect(await plane.call(OPERATOR.WhoAmI, {}, made)).toMatchObject({ tokenName: 'made-since' });
  });

  it('is refused when the backup needs a master key that the next start would not have', async () => {
    const { plane, backup } = await backedUp();
    await plane.call(OPERATOR.RotateMasterKey, {});
    const isDropped = async () => (await plane.call(OPERATOR.GetTrustStatus, {})).masterKey?.other;
    await expect.poll(isDropped, { timeout: 10_000 }).toBe('');
    for (const dryRun of [true, false]) {
      await expect(plane.call(OPERATOR.RestoreBackup, { backup, dryRun })).rejects.toMatchObject({
        code: 'invalid_argument',
        message: 'the backup was made with another master key',
      });
    }
    expect((await readdir(plane.dataDirectory)).filter((name) => name.startsWith('restore'))).toEqual([]);
    expect(await plane.call(OPERATOR.WhoAmI, {})).toMatchObject({ tokenName: 'owner' });
  });

  it('is refused for what is no backup, and while another one is under way', async () => {
    const { plane, backup } = await backedUp();
    for (const name of ['', '../..', '01ARZ3NDEKTSV4RRFFQ69G5FAV']) {
      await expect(plane.call(OPERATOR.RestoreBackup, { backup: name })).rejects.toMatchObject({ code: 'not_found' });
    }
    const both = [plane.call(OPERATOR.RestoreBackup, { backup }), plane.call(OPERATOR.RestoreBackup, { backup })];
    const ended = await Promise.allSettled(both);
    const refused = ended.flatMap((each): readonly unknown[] => (each.status === 'rejected' ? [each.reason] : []));
    expect(refused).toMatchObject([{ code: 'restore_in_progress' }]);
  });
});
