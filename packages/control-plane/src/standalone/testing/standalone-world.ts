import { AppError, DEFAULT_SETTINGS, type ServiceExit, type StandaloneSettings } from '@devopsellence/core';
import { aServiceDetail } from '@devopsellence/core/testing';
import { encodeServiceDetail, type wire } from '@devopsellence/protocol';
import { WHOLE_FLEET } from '../../access/scope.js';
import { NAMES, TestControlPlane } from '../../deploy/testing/control-plane.js';
import { closed, type Frame, type NodeScript } from '../../deploy/testing/fake-tunnels.js';
import { findPreset, findStandaloneService, newestEvents, requireEnvironment } from '../../store/index.js';
import type { ServiceCaller } from '../service-request.js';

const STEP_MS = 500;
/** Longer than anything that is waited for. */
const MAX_STEPS = 4_000;

export const REDIS: StandaloneSettings = { ...DEFAULT_SETTINGS, image: 'redis:7', port: 6379 };

export function aServiceCaller(overrides: Partial<ServiceCaller> = {}): ServiceCaller {
  return { actor: 'ci', role: 'owner', correlationId: 'c1', signal: new AbortController().signal, ...overrides };
}

/** What generated types ask of a message that was received. */
const asReceived = (frame: object) => frame as Frame;

/** A control plane with nodes that answer what operations on services ask of them. */
export class StandaloneWorld {
  readonly plane: TestControlPlane;
  /** Digests of the images in the registry, by reference; one that is missing is not found. */
  readonly digests = new Map([
    ['redis:7', 'sha256:seven'],
    ['redis:8', 'sha256:eight'],
    ['bad:1', 'sha256:bad'],
    ['app:1', 'sha256:app-one'],
    ['app:2', 'sha256:app-two'],
  ]);
  /** Ports that the nodes have in use. */
  readonly ports: wire.UsedPort__Output[] = [];
  /** How containers ended. */
  readonly exits: ServiceExit[] = [];
  readonly removedVolumes: string[] = [];
  readonly restarted: string[] = [];

  private constructor(plane: TestControlPlane) {
    this.plane = plane;
  }

  static async create(nodes: readonly string[] = ['n1']): Promise<StandaloneWorld> {
    const world = new StandaloneWorld(
      await TestControlPlane.create(Object.fromEntries(nodes.map((n) => [n, ['web']]))),
    );
    for (const node of nodes) {
      world.plane.tunnels.scripts.set(world.plane.idOf(node), world.#answer);
      world.plane.behaviours.set(node, ({ image }) => (image === 'bad:1' ? CRASHES : {}));
    }
    return world;
  }

  /** The answer, once the clock has moved on as far as that takes. */
  async of<Result>(answer: Promise<Result>): Promise<Result> {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    answer.then(over, over);
    for (let step = 0; !isOver; step += 1) {
      if (step === MAX_STEPS) throw new Error('there was no answer');
      await this.plane.clock.advance(STEP_MS);
    }
    return await answer;
  }

  create(
    overrides: Partial<StandaloneSettings> = {},
    request: { readonly name?: string; readonly node?: string } = {},
  ) {
    const settings = { ...REDIS, ...overrides };
    const wanted = { ...this.key(request.name), settings, node: request.node ?? '', waits: false };
    return this.of(this.plane.standalone.create(wanted, aServiceCaller()));
  }

  update(overrides: Partial<StandaloneSettings>, caller = aServiceCaller()) {
    return this.of(this.plane.standalone.update({ ...this.key(), overrides, waits: false }, caller));
  }

  restore(overrides: Partial<StandaloneSettings> = {}, caller = aServiceCaller()) {
    return this.of(this.plane.standalone.restore({ ...this.key(), overrides, node: '', waits: false }, caller));
  }

  delete(withVolumes = false) {
    return this.of(this.plane.standalone.delete({ ...this.key(), withVolumes }, aServiceCaller()));
  }

  switch(action: 'restart' | 'stop' | 'start') {
    return this.of(this.plane.standalone.switch({ ...this.key(), action, waits: false }, aServiceCaller()));
  }

  key(name = 'redis') {
    return { environment: NAMES, name };
  }

  async environmentId(): Promise<string> {
    return (await requireEnvironment(this.plane.store.db, NAMES)).id;
  }

  async service(name = 'redis') {
    return await findStandaloneService(this.plane.store.db, await this.environmentId(), name);
  }

  async preset(name = 'redis') {
    return await findPreset(this.plane.store.db, await this.environmentId(), name);
  }

  async events() {
    const filter = { scope: WHOLE_FLEET, after: null, before: null, since: null };
    const events = await newestEvents(this.plane.store.db, filter, 50);
    return events
      .filter(({ action }) => action.startsWith('service.'))
      .map(({ action, actor, details }) => ({ action, actor, ...details }));
  }

  readonly #answer: NodeScript = ({ resolveImage, checkPorts, describeService, restartService, removeVolume }) => {
    if (resolveImage) return this.#resolve(resolveImage.reference ?? '');
    if (checkPorts) return this.#check(checkPorts.ports ?? []);
    if (restartService) this.restarted.push(restartService.service ?? '');
    if (removeVolume) this.removedVolumes.push(removeVolume.name ?? '');
    if (!describeService) return [closed()];
    return [asReceived({ service: encodeServiceDetail(aServiceDetail({ exits: this.exits })) }), closed()];
  };

  #resolve(reference: string): readonly Frame[] {
    const digest = this.digests.get(reference);
    if (digest === undefined) return [closed(new AppError('image_not_found', { message: 'no such image' }))];
    return [{ image: { reference, digest, imageId: '', manifest: '' } }, closed()];
  }

  #check(asked: readonly wire.HostPort[]): readonly Frame[] {
    const ports = this.ports.filter((used) => asked.some(({ port }) => port === used.port?.port));
    return [asReceived({ usedPorts: { ports } }), closed()];
  }
}

const CRASHES = {
  state: 'backing_off',
  ready: false,
  settled: false,
  failing: true,
  lastError: 'exited with code 1, 3 times in a row',
} as const;
