import 'server-only';
import { db } from './db.ts';

/** Whether the database answers. */
export const isReady = () =>
  db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
