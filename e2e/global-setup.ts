import { mkdirSync, writeFileSync } from 'node:fs';
import { Provider } from 'oidc-provider';
import { SMTPServer } from 'smtp-server';
import { ensureDatabase, freePort, startEmbedded } from '#scripts/database.ts';
import { startServer } from './servers.ts';

/**
 * One real server in production mode for all journeys: built pages, a real PostgreSQL, a real SMTP server whose mail
 * lands in a folder. The suite's processes learn of them through the environment.
 */
export default async function globalSetup() {
  const database = await startEmbedded('.data/e2e-postgres', { durable: false });
  const name = `e2e_${Date.now()}`;
  await ensureDatabase(database.url, name);
  const mailFolder = `.data/e2e-mail/${name}`;
  mkdirSync(mailFolder, { recursive: true });
  const smtp = await startMailServer(mailFolder);
  Object.assign(process.env, {
    DATABASE_URL: database.url.replace(/composure$/, name),
    APP_URL: 'http://localhost:3100',
    PORT: '3100',
    AUTH_SECRET: 'Qp7sVb2mXc9Lz4Kd8Hf3Jw6TnRy5GaUe1o',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    MAIL_FOLDER: mailFolder,
    COMPOSURE_MODE: 'production',
    // Numbers that Ofcom keeps for fiction.
    PLACES: 'London, Dubai, remote',
    PHONE: '+44 20 7946 0018',
    WHATSAPP: '+44 7700 900123',
  });
  const provider = await startProvider();
  Object.assign(process.env, {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'composure',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-test-provider',
    OIDC_NAME: 'Example Org',
  });
  const server = await startServer(`${mailFolder}/server.log`);
  return async () => {
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
    provider.close();
    await smtp.close();
    await database.stop();
  };
}

async function startMailServer(folder: string) {
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
        writeFileSync(`${folder}/${String(++count).padStart(5, '0')}.json`, JSON.stringify({ to, raw: Buffer.concat(chunks).toString('utf8') }));
        done();
      });
    },
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()));
  return { port, close: () => new Promise<void>((done) => server.close(() => done())) };
}

/** A real OpenID Connect provider. Whoever signs in there as NAME is NAME@example.org; names beginning `unverified` are not vouched for. */
async function startProvider() {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'composure',
        client_secret: 'a-secret-of-the-test-provider',
        redirect_uris: ['http://localhost:3100/api/auth/callback/oidc'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@example.org`, email_verified: !id.startsWith('unverified') }) }),
    cookies: { keys: ['a-key-of-the-test-provider'] },
    pkce: { required: () => true },
  });
  provider.on('server_error', (_, error) => console.error('provider', error));
  const server = provider.listen(port);
  return { issuer, close: () => server.closeAllConnections() ?? server.close() };
}
