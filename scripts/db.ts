import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedDatabase, Refusal, startEmbedded } from './database.ts';
import { diffSchemas, migrate, schemaPath } from './migrate.ts';

/** `npm run db:migration <name>`, `db:migrate`, `db:reset`: the database chores, on DATABASE_URL or the demo's own database. */
async function withDatabase(work: (url: string) => Promise<void>) {
  const given = process.env['DATABASE_URL'];
  let embedded: EmbeddedDatabase | undefined;
  if (!given) embedded = await startEmbedded('.data/postgres');
  try {
    await work(given ?? embedded!.url);
  } finally {
    await embedded?.stop();
  }
}

/** Writes the SQL from the last migration's schema to the edited one. Read it before you commit it: partial indexes are yours to add. */
async function writeMigration(name: string | undefined) {
  if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Refusal('Name the migration: npm run db:migration add_due_dates');
  const root = 'prisma/migrations';
  const last = existsSync(root)
    ? readdirSync(root)
        .filter((entry) => /^\d{14}_/.test(entry))
        .sort()
        .at(-1)
    : undefined;
  const from = last ? readFileSync(join(root, last, 'schema.prisma'), 'utf8') : null;
  await withDatabase(async (url) => {
    const sql = await diffSchemas(url, from, readFileSync(schemaPath, 'utf8'));
    if (!sql.trim() || sql.includes('This is an empty migration')) return console.log('The schema has not changed; nothing was written.');
    const folder = join(root, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'migration.sql'), sql);
    cpSync(schemaPath, join(folder, 'schema.prisma'));
    console.log(`Wrote ${folder}/migration.sql. Read it, then: npm run db:migrate`);
  });
}

async function reset() {
  await withDatabase(async (url) => {
    if (!/@(localhost|127\.0\.0\.1)[:/]/.test(url)) throw new Refusal('db:reset empties a database on this machine only; DATABASE_URL names another.');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
    await client.end();
    await migrate(url);
    console.log('The database is empty again. The next npm start seeds the cast.');
  });
}

const commands: Record<string, () => Promise<void>> = {
  migration: () => writeMigration(process.argv[3]),
  migrate: () => withDatabase(async (url) => console.log((await migrate(url)).join('\n') || 'The database is up to date.')),
  reset,
};

try {
  const command = commands[process.argv[2] ?? ''];
  if (!command) throw new Refusal(`Say one of: ${Object.keys(commands).join(', ')}`);
  await command();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
