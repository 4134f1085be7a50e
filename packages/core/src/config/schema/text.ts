import { z } from 'zod';
import { NAME_RULES, type NameKind, type TextRule } from '../names.js';

/** Text that obeys the rule; the rule is also told to editors and to the reference page. */
export function text(rule: TextRule): z.ZodString {
  return z
    .string()
    .superRefine((value, context) => {
      if (rule.pattern.test(value)) return;
      context.addIssue({ code: 'custom', message: rule.message, params: { hint: rule.hint(value) } });
    })
    .meta({ pattern: rule.pattern.source, patternErrorMessage: rule.message });
}

export function name(kind: NameKind): z.ZodString {
  return text(NAME_RULES[kind]);
}

const WORDS: TextRule = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL cannot be passed to a process
  pattern: /^(?=[\s\S]*\S)[^\u0000]{1,32768}$/,
  message: 'must not be blank',
  hint: () => null,
};

/** A command or its arguments, one word an item; never a shell line. */
export function words() {
  return z.array(text(WORDS)).max(256);
}

const MAX_TEXT_LENGTH = 32_768;

/** What can be passed to a process as a variable or an argument, also nothing. */
export function withoutZero(): z.ZodString {
  return z
    .string()
    .max(MAX_TEXT_LENGTH)
    .refine((value) => !value.includes('\0'), 'must not contain a zero byte');
}

const IMAGE: TextRule = {
  pattern:
    /^(?=.{1,512}$)(?:(?:localhost|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+)(?::\d{1,5})?\/|[a-zA-Z0-9-]+:\d{1,5}\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::\w[\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/,
  message: 'must be an image reference',
  hint: (image) => (image.includes('://') ? 'write it without the scheme' : 'for example redis:7-alpine'),
};

export function imageReference(): z.ZodString {
  return text(IMAGE);
}

const ABSOLUTE_PATH: TextRule = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no place in a path
  pattern: /^\/(?!(?:.*\/)?\.\.?(?:\/|$))[^\u0000-\u001f:]{0,1023}$/,
  message: 'must be an absolute path',
  hint: (path) => (/^[\w.-]+(?:\/[\w.-]+)*$/.test(path) && !path.startsWith('.') ? `try /${path}` : null),
};

/** A path inside a container or on a node; no `..`, and no `:`, which engines take for a separator. */
export function absolutePath(): z.ZodString {
  return text(ABSOLUTE_PATH);
}

const URL_PATH: TextRule = {
  pattern: /^\/[!-~]{0,1023}$/,
  message: 'must begin with "/" and contain no blanks',
  hint: (path) => (/^[!-.0-~]+$/.test(path) ? `try /${path}` : null),
};

export function urlPath(): z.ZodString {
  return text(URL_PATH);
}

const HOST: TextRule = {
  pattern: /^(?=.{1,253}$)(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.(?!$)|$))+$/,
  message: 'must be a host name',
  hint: (host) => {
    if (host.includes('*')) return 'wildcards are not supported; list every host';
    return /[:/]/.test(host) ? 'write the name alone, without scheme, port and path' : null;
  },
};

/** A host name, as the user wrote it: letters may be capital. */
export function hostName(): z.ZodString {
  return text(HOST);
}
