import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { PgBoss } from 'pg-boss';

/**
 * Migrations by the real Prisma schema engine in WebAssembly: no native binary to download, and the ordinary
 * `_prisma_migrations` table, so that `prisma migrate deploy` agrees with it where the native engine exists.
 */
export const schemaPath = 'prisma/schema.prisma';
const migrationsDir = 'prisma/migrations';
const filters = { externalTables: [], externalEnums: [] };

async function openEngine(databaseUrl: string) {
  const wasm = readFileSync(join(dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  const url = new URL(databaseUrl);
  // Discrete fields: the adapter ignores a connection string here.
  const pool = new pg.Pool({
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    ...(url.searchParams.get('sslmode') === 'require' ? { ssl: true } : {}),
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  // The adapter cuts a script at every semicolon, which breaks a function's body; sent whole it is also all or nothing.
  factory.connect = async () =>
    Object.assign(await connect(), {
      executeScript: async (script: string) => {
        await pool.query(script);
      },
    });
  const datamodel: [string, string] = ['schema.prisma', readFileSync(schemaPath, 'utf8')];
  const schemaEngine = await engine.SchemaEngine.new({ datamodels: [datamodel] }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
  const close = async () => {
    schemaEngine.free();
    await pool.end();
  };
  return { schemaEngine, close };
}

function listMigrations() {
  const names = existsSync(migrationsDir)
    ? readdirSync(migrationsDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/** Brings a database up to date: our tables, then the mail queue's. Safe to repeat; answers the names applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  // Instances that start together take turns.
  const turn = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await turn.connect();
  await turn.query('SELECT pg_advisory_lock(7266773)');
  const { schemaEngine, close } = await openEngine(databaseUrl);
  try {
    const { appliedMigrationNames } = await schemaEngine.applyMigrations({ migrationsList: listMigrations(), filters });
    await migrateQueue(databaseUrl);
    return appliedMigrationNames;
  } finally {
    await turn.end();
    await close();
  }
}

async function migrateQueue(databaseUrl: string) {
  const boss = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false, max: 1 });
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue('mail-dead');
  await boss.createQueue('mail', {
    policy: 'standard',
    retryLimit: 40,
    retryDelay: 15,
    retryBackoff: true,
    retryDelayMax: 600,
    expireInSeconds: 60,
    deadLetter: 'mail-dead',
    retentionSeconds: 14 * 86_400,
    // A delivered message may hold a sign-in code; it has no reason to stay.
    deleteAfterSeconds: 60,
  });
  await boss.stop({ graceful: false });
}

/** The SQL that turns one schema text into another; no database is asked. */
export async function diffSchemas(databaseUrl: string, from: string | null, to: string): Promise<string> {
  const { schemaEngine, close } = await openEngine(databaseUrl);
  const asTarget = (content: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] });
  const result = await schemaEngine.diff({ from: from === null ? { tag: 'empty' } : asTarget(from), to: asTarget(to), script: true, exitCode: null, filters });
  await close();
  return result.stdout ?? '';
}
