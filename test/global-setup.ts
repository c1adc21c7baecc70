import type { TestProject } from 'vitest/node';
import { ensureDatabase, startEmbedded } from '#scripts/database.ts';
import { migrate } from '#scripts/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string;
  }
}

/** Starts a real PostgreSQL and migrates one template database; each worker copies it (test/setup.ts). */
export default async function setup(project: TestProject) {
  const database = await startEmbedded('.data/test-postgres', { durable: false });
  await ensureDatabase(database.url, `template_${process.pid}`);
  await migrate(database.url.replace(/composure$/, `template_${process.pid}`));
  process.env['TEST_TEMPLATE'] = `template_${process.pid}`;
  project.provide('adminUrl', database.url);
  return () => database.stop();
}
