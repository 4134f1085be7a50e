/** Choices of one run: the same for the same seed. */
export interface Choices {
  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number;
  of<Item>(items: readonly [Item, ...Item[]]): Item;
}

export function choicesOf(random: () => number): Choices {
  const below = (limit: number) => Math.floor(random() * limit);
  return { below, of: (items) => items[below(items.length)] ?? items[0] };
}

type Mutator = (message: Buffer, choices: Choices, other: Buffer) => Buffer;

const HUGE_TEXT = 64 * 1024;
const NESTING = 2_000;

/** Every way in which a message is spoiled, by name. Positions are free: a message is bytes here, be they a message or not. */
export const MUTATORS: Readonly<Record<string, Mutator>> = {
  'bit flips': (message, choices) => {
    const bytes = Buffer.from(message);
    for (let count = choices.below(4); count >= 0 && bytes.length > 0; count -= 1) {
      const at = choices.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << choices.below(8));
    }
    return bytes;
  },
  truncation: (message, choices) => message.subarray(0, choices.below(message.length + 1)),
  splice: (message, choices, other) => {
    const [start, end] = [choices.below(message.length + 1), choices.below(other.length + 1)];
    return Buffer.concat([message.subarray(0, start), other.subarray(end)]);
  },
  'huge varint': (message, choices) => insert(message, choices, Buffer.from('ffffffffffffffffff01', 'hex')),
  'endless varint': (message, choices) => insert(message, choices, Buffer.alloc(32, 0xff)),
  'length beyond the end': (message, choices) => insert(message, choices, Buffer.from('0affffffff0f', 'hex')),
  nesting: (message, choices) => insert(message, choices, nested(1 + choices.below(6))),
  'groups without end': (message, choices) => insert(message, choices, Buffer.alloc(NESTING, 0x0b)),
  'duplicated fields': (message, choices) =>
    Buffer.concat([message, message.subarray(choices.below(message.length + 1))]),
  'wrong wire type': (message, choices) => {
    const bytes = Buffer.from(message);
    const [tag] = bytes;
    if (tag !== undefined) bytes[0] = (tag & 0xf8) | choices.below(8);
    return bytes;
  },
  'giant text': (message, choices) => append(message, text(1 + choices.below(6), Buffer.alloc(HUGE_TEXT, 'x'))),
  'strange text': (message, choices) => append(message, text(1 + choices.below(6), choices.of(STRANGE_TEXTS))),
  'strange number': (message, choices) =>
    append(message, Buffer.concat([tagOf(1 + choices.below(10), 0), choices.of(STRANGE_NUMBERS)])),
  'unknown field': (message, choices) => append(message, text(1_000 + choices.below(1_000), Buffer.from('x'))),
  noise: (_, choices) => Buffer.from(Array.from({ length: choices.below(256) }, () => choices.below(256))),
  'as it is': (message) => message,
};

const STRANGE_TEXTS: readonly [Buffer, ...Buffer[]] = [
  Buffer.alloc(0),
  Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from('\u0000'),
  Buffer.from('__proto__'),
  Buffer.from('../../etc/passwd'),
  Buffer.from("' or 1=1; drop table nodes; --"),
  Buffer.from('\u202e\u001b[2J'),
  Buffer.from('1'.repeat(400)),
  Buffer.from('{"'.repeat(2_000)),
];

/** 0, 2^32 - 1, 2^63, 2^64 - 1 (as a signed number: -1). */
const STRANGE_NUMBERS: readonly [Buffer, ...Buffer[]] = [
  Buffer.from('00', 'hex'),
  Buffer.from('ffffffff0f', 'hex'),
  Buffer.from('80808080808080808001', 'hex'),
  Buffer.from('ffffffffffffffffff01', 'hex'),
];

/** The message spoiled in one to three ways, and how. `other` is a message to splice with. */
export function mutate(
  message: Buffer,
  other: Buffer,
  choices: Choices,
): { readonly bytes: Buffer; readonly how: string } {
  const names = Object.keys(MUTATORS);
  let bytes: Buffer = message;
  const how: string[] = [];
  for (let count = choices.below(3); count >= 0; count -= 1) {
    const name = names[choices.below(names.length)] ?? '';
    bytes = MUTATORS[name]?.(bytes, choices, other) ?? bytes;
    how.push(name);
  }
  return { bytes, how: how.join(', ') };
}

function insert(message: Buffer, choices: Choices, bytes: Buffer): Buffer {
  const at = choices.below(message.length + 1);
  return Buffer.concat([message.subarray(0, at), bytes, message.subarray(at)]);
}

function append(message: Buffer, bytes: Buffer): Buffer {
  return Buffer.concat([message, bytes]);
}

function nested(field: number): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  for (let depth = 0; depth < NESTING; depth += 1) bytes = text(field, bytes);
  return bytes;
}

function text(field: number, content: Buffer): Buffer {
  return Buffer.concat([tagOf(field, 2), varint(content.length), content]);
}

function tagOf(field: number, wireType: number): Buffer {
  return varint(field * 8 + wireType);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}
