import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect as connectHttp2,
  constants,
  type Settings,
} from 'node:http2';
import { FRAME, frame, headerBlock, openCall, PREFACE, SETTINGS } from './frames.js';
import type { Choices } from './mutate.js';
import { clientHello, type Door, Stranger } from './stranger.js';

/** Comes in at a door and misbehaves, from then on until it is thrown out or leaves. */
type Behaviour = (door: Door, choices: Choices) => Promise<Stranger>;

const DRIP_MS = 50;
const NOISE_BYTES = 64 * 1024;
/** More than a server answers without end, and few enough for a test. */
const FLOOD = 5_000;
/** As many calls as a connection may have open. */
const CALLS = 100;
const HEADERS_BYTES = 1024 * 1024;
const LARGEST_FRAME = 16_384;
const END_STREAM = 0x1;

/** Every way in which a stranger behaves whom the server has to get rid of by itself, by name. */
export const UNWELCOME: Readonly<Record<string, Behaviour>> = {
  'says nothing': (door) => Stranger.plain(door),
  'half a handshake': async (door, choices) => {
    const hello = await clientHello(door);
    return (await Stranger.plain(door)).say(hello.subarray(0, 1 + choices.below(hello.length - 1)));
  },
  'a handshake byte by byte': async (door) => (await Stranger.plain(door)).drip(await clientHello(door), DRIP_MS),
  'a handshake that goes on as noise': async (door, choices) =>
    (await Stranger.plain(door)).say(await clientHello(door), noise(choices)),
  'noise instead of a handshake': async (door, choices) => (await Stranger.plain(door)).say(noise(choices)),
  'HTTP in the clear': async (door) => (await Stranger.plain(door)).say(HTTP),
  'no certificate': (door) => Stranger.overTls(door, { identity: { rejectUnauthorized: false } }),
  'nothing after the handshake': (door) => Stranger.overTls(door),
  'noise after the handshake': async (door, choices) => (await Stranger.overTls(door)).say(noise(choices)),
  'HTTP/1.1 after the handshake': async (door) => (await Stranger.overTls(door, { protocol: 'http/1.1' })).say(HTTP),
  'half a preface': async (door) => (await Stranger.overTls(door)).say(PREFACE.subarray(0, PREFACE.length / 2)),
  'a preface and nothing more': async (door) => (await Stranger.overTls(door)).say(PREFACE, SETTINGS),
  'a preface, deaf': async (door) => (await Stranger.overTls(door, { isDeaf: true })).say(PREFACE, SETTINGS),
  'headers without an end': async (door) => {
    const stranger = (await http2(door)).say(frame(FRAME.headers, 1, headerBlock(headersFor(door, door.methods.one))));
    return stranger.everyNowAndThen(() => stranger.say(frame(FRAME.continuation, 1, headerBlock({ x: 'x' }))), DRIP_MS);
  },
  'headers larger than any': async (door) => {
    const more = frame(FRAME.continuation, 1, headerBlock({ x: 'x'.repeat(LARGEST_FRAME / 2) }));
    const count = HEADERS_BYTES / more.length;
    return (await http2(door)).say(
      frame(FRAME.headers, 1, headerBlock({ x: 'x' })),
      repeat(count, () => more),
    );
  },
  'frames at random': async (door, choices) =>
    (await http2(door)).say(repeat(FLOOD / 10, () => frame(choices.below(12), choices.below(9), noise(choices, 64)))),
  'pings without end': async (door) =>
    (await http2(door, { isDeaf: true })).say(repeat(FLOOD, () => frame(FRAME.ping, 0, Buffer.alloc(8)))),
  'settings without end': async (door) => (await http2(door, { isDeaf: true })).say(repeat(FLOOD, () => SETTINGS)),
  'calls opened and given up': async (door) =>
    (await http2(door)).say(
      repeat(FLOOD, (index) =>
        Buffer.concat([
          openCall(stream(index), headersFor(door, door.methods.one)),
          frame(FRAME.resetStream, stream(index), CANCEL),
        ]),
      ),
    ),
  'empty data without end': async (door) => {
    const nothing = frame(FRAME.data, 1, Buffer.alloc(0));
    return (await http2(door)).say(
      openCall(1, headersFor(door, door.methods.one)),
      repeat(FLOOD, () => nothing),
    );
  },
  'a call that goes silent': async (door) =>
    (await http2(door)).say(openCall(1, headersFor(door, door.methods.one)), frame(FRAME.data, 1, Buffer.from([0, 0]))),
  'answers that it does not hear': (door) => deafCalls(door, door.methods.one),
  'streams that it does not hear': (door) => deafCalls(door, door.methods.answers),
  'messages byte by byte': (door) => drippingCalls(door, door.methods.one, door.credentials),
  'calls of nothing, byte by byte': (door) => drippingCalls(door, `${door.methods.one}Never`),
};

/** The same at a door where calls need credentials that the stranger does not have. */
export const UNKNOWN: Readonly<Record<string, Behaviour>> = {
  'messages byte by byte, unknown': (door) => drippingCalls(door, door.methods.one, {}),
  'streams byte by byte, unknown': (door) => drippingCalls(door, door.methods.many, {}),
};

/** Those who may stay, for whoever is let in may take time, or who leave. What they cost is gone when they have left. */
export const TOLERATED: Readonly<Record<string, Behaviour>> = {
  'reads nothing of its streams': async (door) => {
    const stranger = await Stranger.overTls(door);
    const session = client(stranger, door, { initialWindowSize: 0 });
    for (let count = 0; count < CALLS; count += 1)
      open(session, headersFor(door, door.methods.answers)).end(EMPTY_MESSAGE);
    return stranger;
  },
  'streams byte by byte': (door) => drippingCalls(door, door.methods.many, door.credentials),
  'leaves in the middle of a handshake': async (door, choices) => {
    const hello = await clientHello(door);
    const stranger = await Stranger.plain(door);
    stranger.say(hello.subarray(0, 1 + choices.below(hello.length))).socket.resetAndDestroy();
    return stranger;
  },
  'hangs up in the middle of calls': async (door) => {
    const stranger = await drippingCalls(door, door.methods.one, door.credentials);
    stranger.socket.destroy();
    return stranger;
  },
};

const HTTP = Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
const EMPTY_MESSAGE = Buffer.alloc(5);
const CANCEL = Buffer.from([0, 0, 0, constants.NGHTTP2_CANCEL]);

function stream(index: number): number {
  return 1 + 2 * index;
}

function repeat(count: number, make: (index: number) => Buffer): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, index) => make(index)));
}

function noise(choices: Choices, limit = NOISE_BYTES): Buffer {
  return Buffer.from(Array.from({ length: 1 + choices.below(limit) }, () => choices.below(256)));
}

async function http2(door: Door, options: { readonly isDeaf?: boolean } = {}): Promise<Stranger> {
  return (await Stranger.overTls(door, options)).say(PREFACE, SETTINGS);
}

function headersFor(door: Door, path: string, credentials = door.credentials): Readonly<Record<string, string>> {
  const call = { ':method': 'POST', ':scheme': 'https', ':path': path, ':authority': door.host };
  return { ...call, 'content-type': 'application/grpc', te: 'trailers', ...credentials };
}

/** As many calls as may be open; no byte of what comes back is read. */
async function deafCalls(door: Door, path: string): Promise<Stranger> {
  const call = (index: number) => [
    openCall(stream(index), headersFor(door, path)),
    frame(FRAME.data, stream(index), EMPTY_MESSAGE, END_STREAM),
  ];
  return (await http2(door, { isDeaf: true })).say(repeat(CALLS, (index) => Buffer.concat(call(index))));
}

/** As many calls as may be open, each with a message that comes byte by byte. Pings are answered. */
async function drippingCalls(door: Door, path: string, credentials = door.credentials): Promise<Stranger> {
  const stranger = await Stranger.overTls(door);
  const session = client(stranger, door);
  const calls = Array.from({ length: CALLS }, () => open(session, headersFor(door, path, credentials)));
  for (const call of calls) call.write(Buffer.from([0, 0, 0, 4, 0]));
  return stranger.everyNowAndThen(() => {
    for (const call of calls) if (call.writable) call.write(Buffer.of(0));
  }, 20 * DRIP_MS);
}

/** Speaks HTTP/2 as it should be spoken. */
function client({ socket }: Stranger, { host, port }: Door, settings: Settings = {}): ClientHttp2Session {
  const options = { createConnection: () => socket, settings };
  return connectHttp2(`https://${host}:${port}`, options).on('error', () => undefined);
}

function open(session: ClientHttp2Session, headers: Readonly<Record<string, string>>): ClientHttp2Stream {
  return session
    .request(headers, { endStream: false })
    .on('error', () => undefined)
    .resume();
}
