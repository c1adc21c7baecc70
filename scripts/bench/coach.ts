import { chromium } from '@playwright/test';
import { ensureBrowser } from '../browser.js';

const WORDS = 2_000;
const SENTENCES = {
  'nothing to mark': 'You waited in on Tuesday and nobody came. I’ll ring you by four today either way.',
  'a phrase in every other sentence': 'Sorry if that upset you. It’s our policy. You waited in on Tuesday. I’ll ring you by four today.',
};

/** How long the phrase coach takes over 2,000 words in Chromium, by its own `phrase-coach` performance measures. */
export async function measureCoach(origin: string, times: number, say: (...cells: (string | number)[]) => void) {
  const executablePath = ensureBrowser();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox', '--disable-background-networking'] });
  console.log(`\nThe phrase coach on ${WORDS} words, in Chromium (ms)`);
  say('', 'first', 'median', 'slowest');
  for (const [name, sentence] of Object.entries(SENTENCES)) {
    const page = await browser.newPage();
    await page.goto(`${origin}/phrase-coach`);
    const text = Array.from({ length: WORDS }, () => sentence)
      .join(' ')
      .split(' ')
      .slice(0, WORDS)
      .join(' ');
    const box = page.getByLabel('Your reply');
    for (let at = 0; at < times; at++) {
      await box.fill(`${text} ${at}`);
      await page.waitForFunction((count) => performance.getEntriesByName('phrase-coach').length > count, at);
    }
    const spent = await page.evaluate(() => performance.getEntriesByName('phrase-coach').map(({ duration }) => duration));
    const sorted = [...spent].sort((a, b) => a - b);
    say(name, spent[0]!.toFixed(1), sorted[Math.floor(sorted.length / 2)]!.toFixed(1), sorted.at(-1)!.toFixed(1));
    await page.close();
  }
  await browser.close();
}
