/** Where something stands in the config: keys of mappings and indexes of lists, from the top. */
export type ConfigPath = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** `services.redis.volumes[0].target`; keys that would be misread are quoted: `env["discovery.type"]`. */
export function formatPath(path: ConfigPath): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    if (!PLAIN_KEY.test(segment)) return `${text}[${JSON.stringify(segment)}]`;
    return text === '' ? segment : `${text}.${segment}`;
  }, '');
}

export function isSamePath(left: ConfigPath, right: ConfigPath): boolean {
  return left.length === right.length && left.every((segment, index) => right[index] === segment);
}
