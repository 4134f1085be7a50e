import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listeningPorts, listeningSockets, socketKey } from './listening-sockets.js';

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 21 1 0000 100 0 0 10 0
   1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 22 1 0000 100 0 0 10 0
   2: 0100007F:0050 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 23 1 0000 20 4 30 10 -1
   3: 0100007F:D431 0100007F:0051 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0000
`;
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr
   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000
   1: 00000000000000000000000001000000:18EB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000
`;
const UDP = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  501: 00000000:CA6C 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31 2 0000 0
  734: 3500007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 32 2 0000 0
  735: 0A00000A:9C40 08080808:0035 01 00000000:00000000 00:00000000 00000000     0        0 33 2 0000 0
`;

describe('sockets of the machine', () => {
  it.each([
    { what: 'TCP on whatever address, and no connection', table: TCP, protocol: 'tcp' as const, ports: [8080, 22] },
    { what: 'TCP over IPv6', table: TCP6, protocol: 'tcp' as const, ports: [8080, 6379] },
    { what: 'UDP that is not connected', table: UDP, protocol: 'udp' as const, ports: [51820, 53] },
    { what: 'none in an empty table', table: '', protocol: 'tcp' as const, ports: [] },
    { what: 'none in what is no table', table: 'no\n 0: ?:ZZZZ 0A\n', protocol: 'tcp' as const, ports: [] },
    { what: 'a port once', table: `${TCP}${TCP}`, protocol: 'tcp' as const, ports: [8080, 22] },
  ])('wait for callers: $what', ({ table, protocol, ports }) => {
    expect(listeningPorts(table, protocol)).toEqual(ports);
  });

  it('are read from the kernel', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const expected = [
      socketKey({ protocol: 'tcp', port }),
      socketKey({ protocol: 'udp', port: socket.address().port }),
    ];
    const listening = await listeningSockets();
    server.close();
    socket.close();
    expect([...listening]).toEqual(expect.arrayContaining(expected));
  });
});
