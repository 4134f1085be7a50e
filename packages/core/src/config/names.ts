/** What a piece of text must look like, and what to say when it does not. */
export interface TextRule {
  readonly pattern: RegExp;
  /** The rest of a sentence that begins with the path: "must …". */
  readonly message: string;
  /** What to write instead of a text that breaks the rule. */
  readonly hint: (text: string) => string | null;
}

/**
 * Names become parts of container, network and volume names (255 letters at most) and host names (63 a label):
 * 40 + 40 + 40 + 63 leaves room for what the agent adds.
 */
const SLUG = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const HOST_LABEL = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const HOST_PATH = /^[./~]|^[A-Za-z]:\\/;

/** Every kind of name that a config or a command may give to something. */
export const NAME_RULES = {
  organization: slug(SLUG, 40),
  project: slug(SLUG, 40),
  environment: slug(SLUG, 40),
  service: slug(HOST_LABEL, 63),
  task: slug(SLUG, 40),
  port: {
    pattern: /^[a-z](?:[a-z0-9_-]{0,38}[a-z0-9])?$/,
    message: 'must be 1 to 40 small letters, digits, "-" and "_", and begin with a letter',
    hint: suggestSlug,
  },
  volume: {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}$/,
    message:
      'must be the name of a volume: 1 to 64 letters, digits, "_", "." and "-", and begin with a letter or digit',
    hint: (text) =>
      HOST_PATH.test(text) ? 'a folder of the node cannot be mounted from here; name a volume, like app_data' : null,
  },
  label: {
    pattern: /^[a-z0-9](?:[a-z0-9_.-]{0,61}[a-z0-9])?$/,
    message:
      'must be a label: 1 to 63 small letters, digits, "_", "." and "-", and begin and end with a letter or digit',
    hint: suggestSlug,
  },
  secret: {
    pattern: /^[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]{0,254})$/,
    message: 'must be the name of a secret: 1 to 255 letters, digits, "_", "." and "-"',
    hint: () => 'the value of a secret never stands in the config; store it with `devopsellence secret set`',
  },
  variable: {
    pattern: /^(?!__proto__$)[a-zA-Z_][a-zA-Z0-9_.-]{0,254}$/,
    message: 'must be the name of a variable: letters, digits, "_", "." and "-", and begin with a letter or "_"',
    hint: () => null,
  },
} as const satisfies Record<string, TextRule>;

export type NameKind = keyof typeof NAME_RULES;

function slug(pattern: RegExp, atMost: number): TextRule {
  return {
    pattern,
    message: `must be 1 to ${atMost} small letters, digits and "-", begin with a letter and not end with "-"`,
    hint: suggestSlug,
  };
}

/** `My_App` → `try my-app`; null when nothing usable is left. */
function suggestSlug(text: string): string | null {
  const candidate = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 40);
  return SLUG.test(candidate) && candidate !== text ? `try ${candidate}` : null;
}
