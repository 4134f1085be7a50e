import { join } from 'node:path';
import protobuf from 'protobufjs';
import { repository } from '../paths.js';

export type ServiceName = 'Operator' | 'Enrollment' | 'AgentGateway';

/** One RPC, as the proto files say. */
export interface WireMethod {
  readonly service: ServiceName;
  readonly name: string;
  readonly path: string;
  readonly request: protobuf.Type;
  readonly reply: protobuf.Type;
  /** One request and one reply. */
  readonly isUnary: boolean;
}

const PACKAGE = 'devopsellence.v1';
const SERVICES: readonly ServiceName[] = ['Operator', 'Enrollment', 'AgentGateway'];

/** Every RPC of both listeners, read from the proto files: what is added there is here. */
export function wireMethods(): readonly WireMethod[] {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => join(repository, 'proto', target);
  root.loadSync(['agent', 'operator'].map((name) => `devopsellence/v1/${name}.proto`));
  root.resolveAll();
  return SERVICES.flatMap((service) =>
    root.lookupService(`${PACKAGE}.${service}`).methodsArray.map((method) => methodOf(root, service, method)),
  );
}

function methodOf(root: protobuf.Root, service: ServiceName, method: protobuf.Method): WireMethod {
  return {
    service,
    name: method.name,
    path: `/${PACKAGE}.${service}/${method.name}`,
    request: root.lookupType(method.requestType),
    reply: root.lookupType(method.responseType),
    isUnary: method.requestStream !== true && method.responseStream !== true,
  };
}

/** Whether the bytes are a message of the type. */
export function isReadable(type: protobuf.Type, bytes: Uint8Array): boolean {
  try {
    type.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
