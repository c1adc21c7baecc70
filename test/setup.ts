import { inject } from 'vitest';
import { ensureDatabase } from '#scripts/database.ts';

// One database per worker and run, copied from the migrated template; made before any test of the file touches it.
const adminUrl = inject('adminUrl');
const name = `test_${process.env['TEST_TEMPLATE']}_${process.pid}`;
await ensureDatabase(adminUrl, name, process.env['TEST_TEMPLATE']);

Object.assign(process.env, {
  COMPOSURE_MODE: 'demo',
  DATABASE_URL: adminUrl.replace(/composure$/, name),
  APP_URL: 'http://localhost:3000',
  AUTH_SECRET: 'Zk3vT9qLw8RbX1cYp5Nd7MhJs2GfUe4A',
  OUTBOX_DIR: `.data/test-outbox-${process.pid}`,
});
