import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const typeA = 1;

/**
 * The DNS server of a test network. It knows the names it was told and answers "no such name" to all others at once,
 * so that nothing on a machine without internet waits for a resolver that never answers.
 */
export class NameServer {
  private readonly addresses = new Map<string, string>();
  private readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('message', (query, peer) => {
      const answer = this.answer(query);
      if (answer !== undefined) socket.send(answer, peer.port, peer.address);
    });
  }

  static async listen(address: string): Promise<NameServer> {
    const socket = createSocket('udp4');
    socket.bind(53, address);
    await once(socket, 'listening');
    return new NameServer(socket);
  }

  /** From now on the name has this IPv4 address on every machine of the network. */
  set(name: string, address: string): void {
    this.addresses.set(name.toLowerCase(), address);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.close(() => resolve());
    });
  }

  private answer(query: Buffer): Buffer | undefined {
    const question = readQuestion(query);
    if (question === undefined) return undefined;
    const address = this.addresses.get(question.name);
    const records = address !== undefined && question.type === typeA ? [addressRecord(address)] : [];
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(address === undefined ? 0x8583 : 0x8580, 2); // authoritative answer; 3 is "no such name"
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    return Buffer.concat([header, query.subarray(12, question.end), ...records]);
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } | undefined {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]; length !== 0; length = query[at]) {
    if (length === undefined || length > 63) return undefined;
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const end = at + 5;
  if (end > query.length) return undefined;
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end };
}

/** An A record for the name of the question (a pointer to byte 12), one second to live. */
function addressRecord(address: string): Buffer {
  const fixed = [0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, 1, 0, 4];
  return Buffer.from([...fixed, ...address.split('.').map(Number)]);
}
