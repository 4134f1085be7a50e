import {
  DEPENDS_ON_LABEL,
  ENVIRONMENT_LABEL,
  readDependsOn,
  SERVICE_LABEL,
  type StoppingContainer,
  TASK_RUN_LABEL,
} from '@devopsellence/core';
import { linesOf } from './run-script.js';

const COLUMNS = ['.ID', ...[ENVIRONMENT_LABEL, SERVICE_LABEL, TASK_RUN_LABEL, DEPENDS_ON_LABEL].map(labelColumn)];

/** What `docker ps` is to print of a container, for `readStoppingContainers`. */
export const STOPPING_FORMAT = COLUMNS.map((column) => `{{${column}}}`).join('|');

/** The containers that `docker ps` printed, with what they depend on. */
export function readStoppingContainers(printed: string): readonly (StoppingContainer & { readonly id: string })[] {
  return linesOf(printed).map((line) => {
    const [id = '', environmentId = '', service = '', taskRun = '', dependsOn = ''] = line.split('|');
    return { id, environmentId, service, taskRun: taskRun || null, dependsOn: readDependsOn(dependsOn) };
  });
}

function labelColumn(label: string): string {
  return `.Label "${label}"`;
}
