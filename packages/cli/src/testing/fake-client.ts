import { AppError } from '@devopsellence/core';
import type { ControlPlaneClient } from '../client/control-plane-client.js';

/** A control plane that answers only what the test says; any other call fails. */
export function fakeClient(answers: Partial<ControlPlaneClient>): ControlPlaneClient {
  return {
    whoAmI: unexpected,
    createToken: unexpected,
    listTokens: unexpected,
    revokeToken: unexpected,
    events: unexpectedStream,
    listScopes: unexpected,
    createScope: unexpected,
    deleteScope: unexpected,
    registerNode: unexpected,
    listNodes: unexpected,
    attachNode: unexpected,
    detachNode: unexpected,
    changeNodeLabels: unexpected,
    setSshAddress: unexpected,
    setNodeIngress: unexpected,
    removeNode: unexpected,
    rejoinNode: unexpected,
    trustStatus: unexpected,
    rotateAuthority: unexpected,
    rotateSigningKey: unexpected,
    rotateMasterKey: unexpected,
    findLayers: unexpected,
    uploadBlob: unexpected,
    deploy: unexpected,
    apply: unexpected,
    listDeployments: unexpected,
    cancelDeployment: unexpected,
    watchDeployment: unexpectedStream,
    status: unexpected,
    serviceStatus: unexpected,
    fleetStatus: unexpected,
    createService: unexpected,
    updateService: unexpected,
    restoreService: unexpected,
    deleteService: unexpected,
    switchService: unexpected,
    listServices: unexpected,
    getService: unexpected,
    listPresets: unexpected,
    presetVersions: unexpected,
    deletePreset: unexpected,
    setSecret: unexpected,
    listSecrets: unexpected,
    deleteSecret: unexpected,
    setRegistry: unexpected,
    listRegistries: unexpected,
    deleteRegistry: unexpected,
    pushRegistry: unexpected,
    logs: unexpectedStream,
    exec: unexpectedStream,
    diagnoseControlPlane: unexpected,
    diagnoseNode: unexpected,
    listVolumes: unexpected,
    removeVolume: unexpected,
    nodeLogs: unexpectedStream,
    listTasks: unexpected,
    runTask: unexpected,
    listTaskRuns: unexpected,
    taskRun: unexpected,
    runLogs: unexpectedStream,
    listReleases: unexpected,
    getRelease: unexpected,
    rollBack: unexpected,
    createBackup: unexpected,
    listBackups: unexpected,
    restoreBackup: unexpected,
    close: () => undefined,
    ...answers,
  };
}

export async function* streamOf<Item>(...items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** A stream that breaks after the items, as when the control plane is restarted. */
export async function* brokenStreamOf<Item>(...items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
  throw unavailable();
}

export function unavailable(): AppError {
  return new AppError('control_plane_unavailable', { message: 'the control plane at cp:7443 does not answer' });
}

function unexpected(): Promise<never> {
  return Promise.reject(new AppError('internal', { message: 'the test expects no such call' }));
}

function unexpectedStream(): never {
  throw new AppError('internal', { message: 'the test expects no such call' });
}
