import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { AppError, CONFIG_FILE, NAME_RULES, starterConfig } from '@devopsellence/core';
import { type CommandContext, defineCommand } from '../command.js';
import { inferPort } from '../infer-port.js';
import { usage } from '../usage.js';

const DEFAULT_PORT = 3000;
const DEFAULT_ORGANIZATION = 'default';

export const command = defineCommand({
  description:
    'The port is the first EXPOSE of the Dockerfile, else 3000. The project is named after the folder unless --project says otherwise. ' +
    'A config that is there already is left alone.',
  examples: ['devopsellence init', 'devopsellence init --org acme --project shop'],
  run: init,
});

async function init({ io, globals, output }: CommandContext): Promise<number> {
  const path = resolve(io.cwd, globals.config ?? CONFIG_FILE);
  const file = relative(io.cwd, path);
  const organization = validName('organization', '--org', globals.organization ?? DEFAULT_ORGANIZATION);
  const project = validName('project', '--project', globals.project ?? projectName(basename(io.cwd)));
  const exposed = inferPort(await readIfPresent(join(io.cwd, 'Dockerfile')));
  const port = exposed ?? DEFAULT_PORT;
  await writeNew(path, starterConfig({ organization, project, port }), file);
  const source = exposed === null ? 'no EXPOSE in a Dockerfile here' : 'from the EXPOSE of the Dockerfile';
  return output.succeed({
    message: `Wrote ${file}.`,
    fields: { path, organization, project, port },
    lines: [
      `Wrote ${file}: organization ${organization}, project ${project}, port ${port} (${source}).`,
      'Next: look it over, then `devopsellence node attach NAME` and `devopsellence deploy`.',
    ],
  });
}

function validName(kind: 'organization' | 'project', option: string, name: string): string {
  const { pattern, message, hint } = NAME_RULES[kind];
  if (pattern.test(name)) return name;
  throw usage(`${option} ${message}, not ${JSON.stringify(name)}`, hint(name) ?? undefined);
}

/** The folder's name as a project name; `app` where nothing of it can be used. */
function projectName(folder: string): string {
  const slug = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+/g, '')
    .slice(0, 40)
    .replaceAll(/-+$/g, '');
  return slug === '' ? 'app' : slug;
}

async function writeNew(path: string, content: string, file: string): Promise<void> {
  try {
    await writeFile(path, content, { flag: 'wx' });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
    throw new AppError('name_taken', {
      message: `${file} is there already and was left as it is`,
      nextActions: ['devopsellence config validate', `mv ${file} ${file}.old, then devopsellence init`],
    });
  }
}

async function readIfPresent(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
