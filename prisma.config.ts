import { defineConfig } from 'prisma/config';

// `prisma generate` needs no schema engine, but the CLI insists on finding one; any executable satisfies it.
// Migrations run through scripts/migrate.ts (the same engine in WebAssembly), never through this CLI.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
