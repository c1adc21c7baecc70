import { connect, createServer } from 'node:net';
import { freePort } from '../database.ts';

/** A wire between server and database that counts the times the server waits for an answer (Sync or simple Query). The mail queue's own polling is left out. */
export async function countRoundTrips(databaseUrl: string) {
  const target = new URL(databaseUrl);
  let count = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let pending = Buffer.alloc(0);
    let begun = false;
    let queue = false;
    client.on('data', (chunk: Buffer) => {
      upstream.write(chunk);
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        const header = begun ? 5 : 4;
        if (pending.length < header) return;
        const length = pending.readInt32BE(begun ? 1 : 0) + (begun ? 1 : 0);
        if (pending.length < length) return;
        const kind = begun ? String.fromCharCode(pending[0]!) : '';
        if (!begun) queue = pending.subarray(0, length).includes('pgboss');
        if (!queue && (kind === 'S' || kind === 'Q')) count += 1;
        begun = true;
        pending = pending.subarray(length);
      }
    });
    upstream.on('data', (chunk) => client.write(chunk));
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end);
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()));
  const url = new URL(databaseUrl);
  url.port = String(port);
  return {
    url: url.href,
    during: async (work: () => Promise<unknown>) => {
      const before = count;
      await work();
      return count - before;
    },
    close: () => server.close(),
  };
}
