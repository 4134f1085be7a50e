import { AppError, toAppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import { type AwaitNodesDeps, awaitNodes } from '../deploy/await-nodes.js';
import { titleOf } from '../deploy/environment-world.js';
import type { Fleet } from '../gateway/fleet.js';
import { reportedService } from '../gateway/reported-service.js';
import type { TunnelChannel, Tunnels } from '../gateway/tunnel-channel.js';
import { requireRootRights } from '../standalone/root-rights.js';
import {
  type Environment,
  findStandaloneOperation,
  findStandaloneService,
  type Node,
  type Reader,
  requireEnvironment,
  type StandaloneOperation,
  type Store,
} from '../store/index.js';
import type { AuthenticatedOperator, DuplexHandlers, OperatorContext } from './handler.js';
import { requireEnvironmentNames } from './names.js';
import { findTargets } from './targets.js';

export interface ExecHandlerDeps extends AwaitNodesDeps {
  readonly store: Store;
  readonly tunnels: Tunnels;
}

const MAX_COMMAND_LENGTH = 128 * 1024;
/** A name or number, and a group after a colon, as engines take it. */
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,63})?$/;

export function execHandlers(deps: ExecHandlerDeps): Pick<DuplexHandlers, 'Exec'> {
  return { Exec: (requests, context) => exec(deps, requests, context) };
}

/**
 * Runs a command in a service's container: input and sizes go to the node as the node takes them, output comes back as
 * the caller takes it. The work on the node ends with the call, whichever side ends it.
 */
async function* exec(
  deps: ExecHandlerDeps,
  requests: AsyncIterable<wire.ExecRequest__Output>,
  context: OperatorContext,
): AsyncGenerator<wire.ExecReply> {
  const { signal } = context;
  const messages = requests[Symbol.asyncIterator]();
  const open = await firstMessage(messages);
  const channel = await openChannel(deps, open, context);
  const cancel = () => channel.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  let unread: AppError | null = null;
  // What the caller sends that cannot be read ends the work, as its going away does; a node that went away ends the frames
  // below, with the reason.
  const forwarding = forward(messages, channel).catch((error: unknown) => {
    unread = toAppError(error);
    cancel();
  });
  try {
    for await (const { output, closed } of channel.frames) {
      if (output) yield { output };
      if (!closed) continue;
      yield { closed };
      return;
    }
    if (unread !== null) throw unread;
    if (!signal.aborted) throw new AppError('internal', { message: 'the node ended the command without a word' });
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
    void forwarding;
  }
}

async function firstMessage(messages: AsyncIterator<wire.ExecRequest__Output>): Promise<wire.ExecOpen__Output> {
  const first = await messages.next();
  const open = first.done === true ? null : first.value.open;
  if (!open) throw new AppError('invalid_argument', { message: 'the first message must open the stream' });
  if (open.service === '') throw new AppError('invalid_argument', { message: 'exec needs a service' });
  if (open.command.length === 0) throw new AppError('invalid_argument', { message: 'exec needs a command' });
  if (open.command.join(' ').length > MAX_COMMAND_LENGTH) {
    throw new AppError('invalid_argument', { message: `the command is longer than ${MAX_COMMAND_LENGTH} characters` });
  }
  if (open.user !== '' && !USER.test(open.user)) {
    throw new AppError('invalid_argument', {
      message: 'the user is to be a name or a number, or one and a group: USER:GROUP',
    });
  }
  return open;
}

async function openChannel(
  deps: ExecHandlerDeps,
  open: wire.ExecOpen__Output,
  { operator, signal }: OperatorContext,
): Promise<TunnelChannel> {
  const { store, fleet, tunnels } = deps;
  const environment = await requireEnvironment(store.db, requireEnvironmentNames(open.environment));
  const targets = await findTargets(store.db, environment, open);
  await requireExecRights(store.db, { environmentId: environment.id, name: open.service, role: operator.role });
  await awaitNodes(
    deps,
    targets.map(({ id }) => id),
    signal,
  );
  const node = pickNode(targets, { open, environment, fleet });
  const { service, command, user, tty, interactive, size } = open;
  return tunnels.open(node.id, {
    exec: { environmentId: environment.id, service, command, user, tty, interactive, size },
  });
}

/** Whoever works in a container has the rights that it has on its node: also in one that is only just being replaced. */
async function requireExecRights(
  db: Reader,
  {
    environmentId,
    name,
    role,
  }: Pick<StandaloneOperation, 'environmentId' | 'name'> & Pick<AuthenticatedOperator, 'role'>,
): Promise<void> {
  const operation = await findStandaloneOperation(db, environmentId, name);
  const services = [await findStandaloneService(db, environmentId, name), operation?.publication?.before];
  for (const service of services) {
    if (service) requireRootRights(role, service.settings, `devopsellence service update ${name}`);
  }
}

interface Choice {
  readonly open: wire.ExecOpen__Output;
  readonly environment: Environment;
  readonly fleet: Fleet;
}

/** The first online node on which the service runs, else the first online one: its agent says best what is wrong. */
function pickNode(targets: readonly Node[], { open, environment, fleet }: Choice): Node {
  const online = targets.filter((node) => fleet.connection(node.id) === 'online');
  const running = online.find((node) => isRunningOn(node, { service: open.service, environment, fleet }));
  const chosen = running ?? online[0];
  if (chosen !== undefined) return chosen;
  const names = targets.map(titleOf).join(', ');
  throw new AppError('node_offline', {
    message: `service ${open.service} is on ${names}, and no such node is online`,
    nextActions: ['devopsellence node list'],
  });
}

function isRunningOn(
  node: Node,
  { service, environment, fleet }: Pick<Choice, 'environment' | 'fleet'> & { readonly service: string },
): boolean {
  const own = reportedService(fleet, node.id, { environmentId: environment.id, name: service });
  return own !== null && (own.ready || own.state === 'running');
}

async function forward(messages: AsyncIterator<wire.ExecRequest__Output>, channel: TunnelChannel): Promise<void> {
  for (;;) {
    const next = await messages.next();
    if (next.done === true) return channel.endInput();
    const { input, endOfInput, resize } = next.value;
    if (input) await channel.sendInput(input);
    else if (endOfInput) channel.endInput();
    else if (resize) channel.resize(resize);
  }
}
