/** Servers on loopback that must hear nothing: TCP with a few words of HTTP, and UDP. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Canary {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  udpPort: number;
  /** What has been heard so far: one line a connection, request or datagram. */
  heard: string[];
  close(): Promise<void>;
}

export async function startCanary(): Promise<Canary> {
  const heard: string[] = [];
  const http = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('canary');
  });
  http.on('connection', () => heard.push('connection'));
  http.on('upgrade', (_request, socket) => socket.destroy());
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const udp = createSocket('udp4');
  udp.on('message', (message) => heard.push(`datagram of ${message.length} bytes`));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    udpPort: udp.address().port,
    heard,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await new Promise<void>((resolve) => udp.close(() => resolve()));
    },
  };
}
