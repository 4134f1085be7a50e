import type { OperatorRole } from '@devopsellence/core';
import { OPERATOR } from '@devopsellence/protocol';
import { Metadata } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { createDeployPart } from '../deploy/deploy-part.js';
import { webSpec } from '../deploy/testing/control-plane.js';
import type { OperatorMethod } from '../operator/handler.js';
import { METHODS, mayCall } from '../operator/methods.js';
import { insertDeployment, insertRelease, insertSkippedRun, newId, requireEnvironment } from '../store/index.js';
import { aToken } from '../testing/a-token.js';
import { firstAnswer } from '../testing/first-answer.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { type Scope, scopeOf } from './scope.js';

/*
 * Every method of the table, by every role and from every scope, on something that exists elsewhere and on something
 * that exists nowhere. The requests are made from the messages themselves: a new method is covered by itself.
 */

const ROLES: readonly OperatorRole[] = ['viewer', 'deployer', 'owner'];
const THEIRS = { organization: 'other', project: 'bakery', environment: 'live' };
const NOWHERE = { organization: 'ghost', project: 'void', environment: 'limbo' };

const RUN_ID = '01CCCCCCCCCCCCCCCCCCCCCCCC';

const SCOPES: readonly [string, Scope][] = [
  ['an organization', scopeOf({ organization: 'acme' })],
  ['a project', scopeOf({ organization: 'acme', project: 'shop' })],
  ['an environment', scopeOf({ organization: 'acme', project: 'shop', environment: 'production' })],
];

const METHOD_NAMES = Object.keys(METHODS).filter((name): name is OperatorMethod => name in METHODS);

interface Names {
  readonly organization: string;
  readonly project: string;
  readonly environment: string;
  readonly node: string;
  readonly deploymentId: string;
  readonly runId: string;
  readonly token: string;
}

/** The method's request with every name in it filled in. */
function requestFor(method: OperatorMethod, names: Names): object {
  return filled(OPERATOR[method].requestDeserialize(Buffer.alloc(0)), names);
}

function filled(empty: object, names: Names): object {
  const { node, deploymentId, runId, token, ...environment } = names;
  const given: Readonly<Record<string, string>> = { ...environment, node, deploymentId, runId, token };
  const entries = Object.entries<unknown>({ ...empty }).map(([field, value]): readonly [string, unknown] => {
    if (field === 'environment' && value === null) return [field, environment];
    if (field === 'scope' && value === null) return [field, environment];
    return [field, value === '' && field in given ? given[field] : value];
  });
  // A field of a oneof is not in an empty message; one that the message does not know is not sent.
  return { ...Object.fromEntries<unknown>(entries), open: { environment, service: 'web', command: ['sh'] } };
}

async function start() {
  const plane = await RunningControlPlane.start({ createDeployPart });
  const ours = { organization: 'acme', project: 'shop', environment: 'production' };
  for (const [node, environment] of [
    ['ours', ours],
    ['theirs', THEIRS],
  ] as const) {
    await plane.call(OPERATOR.RegisterNode, { name: node });
    await plane.call(OPERATOR.AttachNode, { node, environment });
  }
  const { store } = plane.services;
  const { id: environmentId } = await requireEnvironment(store.db, THEIRS);
  const deploymentId = await store.transaction(async (trx) => {
    const made = { revision: 'r', images: {}, createdBy: 'owner', createdAt: 1 };
    const release = await insertRelease(trx, { environmentId, spec: webSpec('app:1'), ...made });
    const times = { startedAt: 1, deadlineAt: 2 };
    const common = { id: newId(), environmentId, releaseId: release.id, requestToken: 'q', startedBy: 'owner' };
    const deployment = await insertDeployment(trx, { ...common, ...times, kind: 'deploy' });
    const skipped = { id: RUN_ID, environmentId, task: 'nightly', createdAt: 1, scheduledFor: 1, skipped: 'no reason' };
    await insertSkippedRun(trx, skipped);
    return deployment.id;
  });
  const token = await aToken(plane, { role: 'owner', scope: scopeOf(THEIRS) });
  const ask = (method: OperatorMethod, names: Names, bearer: string) => {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${bearer}`);
    const { path, requestSerialize, responseDeserialize } = OPERATOR[method];
    const request: Buffer = Reflect.apply(requestSerialize, undefined, [requestFor(method, names)]);
    return firstAnswer(plane.client, { path, request, responseDeserialize }, metadata);
  };
  return { plane, ask, theirs: { ...THEIRS, node: 'theirs', deploymentId, runId: RUN_ID, token: token.id } };
}

const nowhere = {
  ...NOWHERE,
  node: 'nobody',
  deploymentId: '01AAAAAAAAAAAAAAAAAAAAAAAA',
  runId: '01BBBBBBBBBBBBBBBBBBBBBBBB',
  token: 'nobody-ci',
};

describe.each(SCOPES)('a token limited to %s', (_title, scope) => {
  it.each(ROLES)(
    'cannot tell what exists elsewhere from what exists nowhere, whatever it calls as %s',
    async (role) => {
      const { plane, ask, theirs } = await start();
      const token = await aToken(plane, { role, scope });
      for (const method of METHOD_NAMES) {
        const [real, ghost] = [await ask(method, theirs, token.text), await ask(method, nowhere, token.text)];
        expect(unnamed(real, theirs), method).toEqual(unnamed(ghost, nowhere));
        expectRefusal(real, { label: method, refusal: refusalOf(role, method) });
      }
    },
  );
});

/** With which code the method refuses what lies outside of the token's scope; null: it answers, without that. */
function refusalOf(role: OperatorRole, method: OperatorMethod): 'forbidden' | 'not_found' | null {
  const kinds = subjectsOf(method, nowhere).map(({ kind }) => kind);
  if (!mayCall(role, method) || kinds.includes('fleet')) return 'forbidden';
  return kinds.length === 0 ? null : 'not_found';
}

interface Expectation {
  readonly label: string;
  readonly refusal: string | null;
}

function expectRefusal(answer: object | null, { label, refusal }: Expectation): void {
  if (refusal !== null) expect(answer, label).toMatchObject({ code: refusal });
  else expect(JSON.stringify(answer), label).not.toMatch(/other|store|theirs/);
}

it('every method that names something is held against the scope of the token', () => {
  const named = METHOD_NAMES.filter((method) => {
    const request = OPERATOR[method].requestDeserialize(Buffer.alloc(0));
    return ['environment', 'organization', 'deploymentId', 'runId', 'node', 'open', 'scope', 'token'].some((field) => {
      return field in request && Reflect.get(request, field) !== undefined;
    });
  });
  const unheld = named.filter((method) => subjectsOf(method, nowhere).length === 0);
  // Their fields are filters of what is seen.
  expect(unheld).toEqual(['GetFleetStatus']);
});

function subjectsOf(method: OperatorMethod, names: Names): readonly { readonly kind: string }[] {
  const rule: { readonly scope: (request: never) => readonly { readonly kind: string }[] } = METHODS[method];
  const subjects: unknown = Reflect.apply(rule.scope, undefined, [requestFor(method, names)]);
  return Array.isArray(subjects) ? subjects.map((subject: { readonly kind: string }) => subject) : [];
}

/** What differs between two calls that are otherwise the same. */
function isOfTheMoment(key: string): boolean {
  return key === 'correlationId' || key === 'atMs';
}

/** An answer with the names that were asked for taken out of it. */
function unnamed(answer: unknown, names: Names): unknown {
  const byLength = Object.values<string>({ ...names }).toSorted((left, right) => right.length - left.length);
  const text = JSON.stringify(answer, (key, value: unknown) => (isOfTheMoment(key) ? '' : value));
  return byLength.reduce((rest, name) => rest.replaceAll(name, '·'), text);
}
