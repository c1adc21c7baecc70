import { expect } from 'vitest';
import { db } from '#lib/db.ts';

/** Resolves when somebody waits for a lock in this database, which is the test file's alone. */
export const somebodyWaits = () =>
  expect
    .poll(
      async () => (await db.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`).length,
      { interval: 20 },
    )
    .toBeGreaterThan(0);
