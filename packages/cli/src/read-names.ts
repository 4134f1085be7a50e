/** What a config calls itself. */
export interface ConfigNames {
  readonly organization: string;
  readonly project: string;
  readonly defaultEnvironment: string;
}

/** The environment where neither the command nor the config names one. */
export const FALLBACK_ENVIRONMENT = 'production';
/** Slugs that YAML takes for something else. */
const NOT_TEXT: ReadonlySet<string> = new Set(['null', 'true', 'false']);

/**
 * The names in the text of a config where they are written in the plain way, one line each; null where they are not, or
 * where anything is unusual: then the whole config has to be parsed. `status` and `logs` start in half the time thanks
 * to this, and work while the rest of the config is being edited.
 */
export function readNames(text: string): ConfigNames | null {
  if (/^(?:---|\.\.\.|%|[?&*!|>'"{[])/m.test(text)) return null;
  const organization = nameIn(text, 'organization');
  const project = nameIn(text, 'project');
  const isNamed = text.includes('default_environment');
  const environment = isNamed ? nameIn(text, 'default_environment') : FALLBACK_ENVIRONMENT;
  if (organization === null || project === null || environment === null) return null;
  return { organization, project, defaultEnvironment: environment };
}

function nameIn(text: string, key: string): string | null {
  const lines = [...text.matchAll(new RegExp(`^${key}\\b.*$`, 'gm'))];
  if (lines.length !== 1) return null;
  const name = new RegExp(`^${key}: +([a-z](?:[a-z0-9-]{0,38}[a-z0-9])?) *(?: #.*)?\\r?$`).exec(
    lines[0]?.[0] ?? '',
  )?.[1];
  return name === undefined || NOT_TEXT.has(name) ? null : name;
}
