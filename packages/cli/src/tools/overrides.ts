import type { StandaloneOverrides } from '@devopsellence/core';
import type { Call } from './tool.js';
import {
  CAP_ADD,
  ENV_VARS,
  HOST_MODE,
  HOSTNAME,
  IMAGE,
  NET_ADMIN,
  PORT,
  PRIVILEGED,
  PROTOCOL,
  PUBLISH,
  RUN_COMMAND,
  SECRETS,
  VOLUMES,
} from './tools.js';

/** The settings that a call gives. */
export function overridesOf(call: Call): StandaloneOverrides {
  const given = {
    image: call.get(IMAGE),
    port: call.get(PORT),
    hostname: call.get(HOSTNAME),
    env: call.get(ENV_VARS),
    isHostMode: call.get(HOST_MODE),
    volumes: call.get(VOLUMES),
    isPrivileged: call.get(PRIVILEGED),
    isNetAdmin: call.get(NET_ADMIN) ?? call.get(CAP_ADD)?.includes('NET_ADMIN'),
    command: call.get(RUN_COMMAND),
    protocol: call.get(PROTOCOL),
    isPublished: call.get(PUBLISH),
    secretRefs: call.get(SECRETS),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
