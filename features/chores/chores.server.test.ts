import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { CHORES, doChores } from './chores.server.ts';

test('each chore is done, though another fails; what failed is one line without its message', async () => {
  const done: string[] = [];
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await doChores([
    async () => void done.push('first'),
    async function broken() {
      throw new Error('ada@example.org');
    },
    async () => void done.push('last'),
  ]);
  expect(done).toEqual(['first', 'last']);
  expect(log.mock.calls).toEqual([[JSON.stringify({ event: 'chore', chore: 'broken', error: 'Error' })]]);
  log.mockRestore();
});

test('they run as they are, and the server starts them', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await doChores();
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
  expect(CHORES.length).toBeGreaterThanOrEqual(4);
  expect(readFileSync('instrumentation.ts', 'utf8')).toMatch(/setInterval\(\(\) => doChores\(\), 600_000\)/);
});
