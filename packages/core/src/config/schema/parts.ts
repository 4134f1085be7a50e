import { ingressSchema } from './ingress.js';
import { rolloutSchema } from './rollout.js';
import { serviceSchema } from './service.js';
import { taskSchema } from './task.js';

export type ConfigParts = ReturnType<typeof configParts>;

/** What base and overlays are both made of; made once, as making schemas is what reading a small config costs. */
export function configParts() {
  return { service: serviceSchema(), task: taskSchema(), ingress: ingressSchema(), rollout: rolloutSchema() };
}
