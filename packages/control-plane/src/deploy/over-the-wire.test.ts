import { encodeSpec } from '@devopsellence/core';
import { aServiceSpec, aServiceStatus, aSpec } from '@devopsellence/core/testing';
import { duplexStream, OPERATOR, serverStream, type wire } from '@devopsellence/protocol';
import { Metadata } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { Received } from '../testing/received.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { contentOf, type TestAgent } from '../testing/test-agent.js';
import { createDeployPart } from './deploy-part.js';

const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };

/** An agent that resolves images, accepts what it is sent, reports it as settled, and answers logs and exec. */
async function serveAsAgent(agent: TestAgent): Promise<void> {
  const status = agent.status();
  status.report();
  await status.replies.next();
  const { frames, send } = agent.tunnel();
  const documents = agent.watch();
  void (async () => {
    for (;;) answer(await frames.next(), send);
  })().catch(() => undefined);
  void (async () => {
    for (;;) {
      const { desiredState } = contentOf(await documents.next());
      const services = desiredState.environments.flatMap((environment) =>
        environment.services.map(({ name, hash }) => aServiceStatus({ environmentId: environment.id, name, hash })),
      );
      status.report({ observedRevision: desiredState.revision, services });
    }
  })().catch(() => undefined);
}

function answer(
  { channelId, open, input }: wire.ControlFrame__Output,
  send: (frame: wire.AgentFrame) => unknown,
): void {
  if (open?.resolveImage) {
    send({
      channelId,
      image: { reference: open.resolveImage.reference, digest: 'sha256:1', imageId: '', manifest: '' },
    });
    send({ channelId, closed: {} });
  }
  if (open?.logs) {
    send({ channelId, log: { service: 'web', container: 'c', atMs: 1, line: Buffer.from('hello') } });
    send({ channelId, closed: {} });
  }
  if (input) {
    send({ channelId, output: { data: input } });
    send({ channelId, closed: { exitCode: 3 } });
  }
}

test('an app is deployed, watched, seen, read and entered over the wire', async () => {
  const plane = await RunningControlPlane.start({ createDeployPart });
  const agent = await plane.join('n1', ['web']);
  await plane.call(OPERATOR.AttachNode, { node: 'n1', environment: ENVIRONMENT });
  await serveAsAgent(agent);
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${plane.ownerToken}`);

  const spec = encodeSpec(aSpec([aServiceSpec()]));
  const request = { environment: ENVIRONMENT, spec, revision: 'abc', requestToken: 't1' };
  const reply = await plane.call(OPERATOR.Deploy, request);
  expect(reply.plan[0]?.changes).toMatchObject([{ kind: 'KIND_CREATE', service: 'web' }]);

  const { deploymentId } = reply;
  const progress = new Received<wire.DeploymentProgress__Output>(
    serverStream(plane.client, OPERATOR.WatchDeployment, { deploymentId }, { metadata }),
  );
  for (let state = ''; state !== 'DEPLOYMENT_STATE_SETTLED'; ) {
    state = (await progress.next()).deployment?.state ?? '';
    expect(['DEPLOYMENT_STATE_RUNNING', 'DEPLOYMENT_STATE_SETTLED']).toContain(state);
  }
  const status = await plane.call(OPERATOR.GetStatus, { environment: ENVIRONMENT });
  expect(status.nodes).toMatchObject([{ name: 'n1', services: [{ name: 'web', ready: true }] }]);

  const logs = new Received(serverStream(plane.client, OPERATOR.Logs, { environment: ENVIRONMENT }, { metadata }));
  expect(await logs.next()).toMatchObject({ node: 'n1', log: { line: Buffer.from('hello') } });

  const call = duplexStream(plane.client, OPERATOR.Exec, { metadata });
  const replies = new Received<wire.ExecReply__Output>(call);
  call.write({ open: { environment: ENVIRONMENT, service: 'web', command: ['cat'], interactive: true } });
  call.write({ input: Buffer.from('ping') });
  expect(await replies.next()).toMatchObject({ output: { data: Buffer.from('ping') } });
  expect(await replies.next()).toMatchObject({ closed: { exitCode: 3 } });
});
