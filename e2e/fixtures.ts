import { readdirSync, readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { hashSecret, newToken } from '#lib/secrets.ts';
import { freshEmail, makePerson } from '#prisma/factories.ts';

export { expect };
export const COURSE_URL = '/courses/straight-and-kind';
export const LESSON_1 = `${COURSE_URL}/lessons/why-bad-news-goes-badly`;

export type Person = { id: string; email: string; name: string; cookie: { name: string; value: string; url: string } };

/** A signed-in person of this test's own, by cookie; signing in itself is a journey (sign-in.spec.ts), as is the second factor (run-the-school.spec.ts). */
export async function aPerson({ secondFactor = true, ...data }: Parameters<typeof makePerson>[0] & { secondFactor?: boolean } = {}): Promise<Person> {
  const user = await makePerson(data);
  const sid = newToken();
  await db.session.create({
    data: {
      idHash: hashSecret(sid),
      userId: user.id,
      expiresAt: fromNow(days(20)),
      lastSeenAt: fromNow(0),
      device: 'Test',
      secondFactorAt: secondFactor ? fromNow(0) : null,
    },
  });
  const value = await encode({ token: { sid }, secret: env().AUTH_SECRET });
  return { ...user, cookie: { name: 'composure-session', value, url: env().APP_URL } };
}

export async function pageFor(browser: Browser, person: Person | null, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ baseURL: env().APP_URL, ...options });
  watch(context);
  if (person) await context.addCookies([person.cookie]);
  return context.newPage();
}

/** What was mailed to an address so far, the newest first. */
export function mailsTo(address: string): string[] {
  const folder = process.env['MAIL_FOLDER']!;
  return (
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .reverse()
      .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as { to: string; raw: string })
      .filter(({ to }) => to === address)
      // Quoted-printable, as nodemailer writes long lines.
      .map(({ raw }) => raw.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))))
  );
}

/** The newest mail to an address that says this, once it has really arrived; another may have come after it. */
export async function mailTo(address: string, saying = ''): Promise<string> {
  const find = () => mailsTo(address).find((mail) => mail.includes(saying));
  await expect.poll(find, { timeout: 30_000, message: `mail to ${address} ${saying}` }).toBeTruthy();
  return find()!;
}

/** No accessibility violation on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page) {
  // After a form has led here the title comes with the rest of the page, a moment later.
  await expect(page).toHaveTitle(/./);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
      `${page.url()} in ${colorScheme}`,
    ).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

let problems: string[] = [];
let contexts: BrowserContext[] = [];

/** Where a journey failed, each page's text and the server's last faults, in the output itself: of a run elsewhere nothing else is left to read. */
async function sayWhatItWasLike() {
  for (const page of contexts.flatMap((context) => context.pages())) {
    const text = await page.innerText('main', { timeout: 2_000 }).catch(() => 'no main');
    console.error(`${page.url()}\n${text.slice(0, 3_000)}`);
  }
  const log = readFileSync(`${process.env['MAIL_FOLDER']}/server.log`, 'utf8');
  console.error(
    log
      .split('\n')
      .filter((line) => line.includes('request-error'))
      .slice(-5)
      .join('\n'),
  );
}

function watch(context: BrowserContext) {
  contexts.push(context);
  context.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|net::ERR_FAILED|net::ERR_NAME_NOT_RESOLVED/.test(message.text()))
      problems.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => problems.push(error.error().message));
  context.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`);
  });
}

/** Every test also fails on a policy violation, an uncaught error or a 5xx: none of these is ever expected. */
export const test = base.extend<{ watched: undefined }>({
  watched: [
    async ({ context }, use, testInfo) => {
      problems = [];
      contexts = [];
      watch(context);
      await use(undefined);
      if (testInfo.status !== testInfo.expectedStatus) await sayWhatItWasLike();
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { freshEmail };
