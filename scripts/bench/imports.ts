import type { Admin } from '#features/accounts/account.ts';
import { applyImport } from '#features/imports/apply.server.ts';
import { planImport } from '#features/imports/import.server.ts';
import { undoImport } from '#features/imports/undo.server.ts';
import { db } from '#lib/db.ts';
import { COURSE, freshEmail, makePerson } from '#prisma/factories.ts';

const ROWS = 5_000;
const TIMES = 3;

async function timed<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const from = performance.now();
  return { answer: await work(), ms: performance.now() - from };
}

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** How long a spreadsheet of 5,000 new people takes: read and planned, applied with a mail to each, planned again, and undone. */
export async function measureImports(say: (...cells: (string | number)[]) => void) {
  const person = await makePerson({ role: 'ADMIN', name: 'Bench' });
  const admin = { ...person, sessionHash: 'none', network: '127.0.0.1', secondFactorAt: new Date() } as unknown as Admin;
  const group = await db.group.create({ data: { name: `Bench ${Date.now()}` } });
  const spent: Record<'plan' | 'apply' | 'again' | 'undo', number[]> = { plan: [], apply: [], again: [], undo: [] };
  for (let time = 0; time < TIMES; time++) {
    const lines = Array.from({ length: ROWS }, (_, at) => `${freshEmail('bench')},Person ${at},${COURSE},${group.name},2099-12-31`);
    const bytes = new TextEncoder().encode(`email,name,course,group,due date\n${lines.join('\n')}\n`);
    const plan = await timed(() => planImport(admin, 'bench.csv', bytes, true));
    if (!plan.answer.ok) throw new Error(plan.answer.message);
    const { id } = plan.answer;
    const apply = await timed(() => applyImport(admin, id));
    const again = await timed(() => planImport(admin, 'bench.csv', bytes, true));
    const undo = await timed(() => undoImport(admin, id));
    if (!apply.answer?.ok || !undo.answer?.ok) throw new Error('the spreadsheet could not be applied and undone');
    for (const [name, { ms }] of Object.entries({ plan, apply, again, undo })) spent[name as keyof typeof spent].push(ms);
  }
  console.log(`\nA spreadsheet of ${ROWS.toLocaleString('en-GB')} new people (ms, median of ${TIMES})`);
  say('read and planned', median(spent.plan).toFixed(0));
  say('applied, with a mail to each', median(spent.apply).toFixed(0));
  say('the same file read again', median(spent.again).toFixed(0));
  say('undone', median(spent.undo).toFixed(0));
}
