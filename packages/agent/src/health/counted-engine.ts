import { toAppError } from '@devopsellence/core';
import type { ContainerEngine } from '../engine/container-engine.js';
import type { Outcome } from './agent-figures.js';

/** The same engine; each call that has ended is told of. Logs are not: they end when who reads them does. */
export function countedEngine(
  engine: ContainerEngine,
  called: (call: keyof ContainerEngine, outcome: Outcome) => void,
): ContainerEngine {
  function counted<Args extends unknown[], Answer>(
    call: keyof ContainerEngine,
    ask: (...args: Args) => Promise<Answer>,
  ): (...args: Args) => Promise<Answer> {
    return async (...args) => {
      try {
        const answer = await ask.apply(engine, args);
        called(call, 'ok');
        return answer;
      } catch (error) {
        called(call, toAppError(error).code);
        throw error;
      }
    };
  }
  return {
    version: counted('version', engine.version),
    listContainers: counted('listContainers', engine.listContainers),
    inspectContainer: counted('inspectContainer', engine.inspectContainer),
    listNetworks: counted('listNetworks', engine.listNetworks),
    listVolumes: counted('listVolumes', engine.listVolumes),
    listImages: counted('listImages', engine.listImages),
    createNetwork: counted('createNetwork', engine.createNetwork),
    removeNetwork: counted('removeNetwork', engine.removeNetwork),
    createVolume: counted('createVolume', engine.createVolume),
    describeVolumes: counted('describeVolumes', engine.describeVolumes),
    removeVolume: counted('removeVolume', engine.removeVolume),
    survey: counted('survey', engine.survey),
    publishedPorts: counted('publishedPorts', engine.publishedPorts),
    measure: counted('measure', engine.measure),
    createContainer: counted('createContainer', engine.createContainer),
    startContainer: counted('startContainer', engine.startContainer),
    stopContainer: counted('stopContainer', engine.stopContainer),
    restartContainer: counted('restartContainer', engine.restartContainer),
    nameContainer: counted('nameContainer', engine.nameContainer),
    removeContainer: counted('removeContainer', engine.removeContainer),
    pullImage: counted('pullImage', engine.pullImage),
    tagImage: counted('tagImage', engine.tagImage),
    removeImage: counted('removeImage', engine.removeImage),
    findInRegistry: counted('findInRegistry', engine.findInRegistry),
    findLocally: counted('findLocally', engine.findLocally),
    logs: (query, signal) => engine.logs(query, signal),
    exec: counted('exec', engine.exec),
    events: counted('events', engine.events),
  };
}
