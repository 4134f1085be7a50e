/** What an HTTP/2 client says first. */
export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** Kinds of frames, by the names of RFC 9113. */
export const FRAME = {
  data: 0,
  headers: 1,
  resetStream: 3,
  settings: 4,
  ping: 6,
  continuation: 9,
} as const;

const END_HEADERS = 0x4;

/** One frame; its payload may be anything. `stream` 0: the connection. */
export function frame(type: number, stream: number, payload: Buffer, flags = 0): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
}

/** The first thing after the preface: no settings but the defaults. */
export const SETTINGS = frame(FRAME.settings, 0, Buffer.alloc(0));

/** A call is opened; its messages may follow. */
export function openCall(stream: number, headers: Readonly<Record<string, string>>): Buffer {
  return frame(FRAME.headers, stream, headerBlock(headers), END_HEADERS);
}

/** Headers as they go over the wire (RFC 7541), none of them shortened. */
export function headerBlock(headers: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(headers);
  return Buffer.concat(pairs.flatMap(([name, value]) => [Buffer.of(0), text(name), text(value)]));
}

function text(value: string): Buffer {
  return Buffer.concat([lengthOf(value), Buffer.from(value)]);
}

/** A whole number with a prefix of 7 bits. */
function lengthOf({ length }: string): Buffer {
  if (length < 127) return Buffer.of(length);
  const bytes = [127];
  let rest = length - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.of(...bytes, rest);
}
