import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { tempDirectory } from '../../testing/temp-directory.js';
import { Store } from '../database.js';
import { taskRuns } from './0011-task-runs.js';
import { taskTriggers } from './0016-task-triggers.js';

it('keeps the runs of deployments as such', async () => {
  const store = Store.open(join(await tempDirectory(), 'control-plane.db'));
  onTestFinished(() => store.close());
  const { db } = store;
  await sql`create table environments (id text primary key)`.execute(db);
  await sql`create table deployments (id text primary key, release_id text, started_by text)`.execute(db);
  await sql`insert into environments values ('e1')`.execute(db);
  await sql`insert into deployments values ('d1', 'r1', 'ci')`.execute(db);
  await taskRuns.up(db);
  await sql`insert into task_runs values
    ('d1', 'e1', 'd1', 'release', 'n1', 'prod-1', 5, 6, '{}')`.execute(db);
  await store.transaction((trx) => taskTriggers.up(trx));
  const { rows } = await sql`select * from task_runs`.execute(db);
  expect(rows).toEqual([
    {
      id: 'd1',
      environment_id: 'e1',
      deployment_id: 'd1',
      task: 'release',
      node_id: 'n1',
      node: 'prod-1',
      created_at: 5,
      ended_at: 6,
      outcome: '{}',
      kind: 'deployment',
      scheduled_for: null,
      requested_by: 'ci',
      request_token: null,
      release_id: 'r1',
      timeout_ms: 0,
      deadline_at: null,
      skipped: null,
      document: null,
    },
  ]);
  // With its environment a run goes, as it did before.
  await sql`delete from environments`.execute(db);
  expect((await sql`select * from task_runs`.execute(db)).rows).toEqual([]);
});
