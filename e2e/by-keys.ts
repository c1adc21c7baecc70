import type { Page } from '@playwright/test';
import { keyOf, type Question } from '#features/quizzes/question.ts';
import { expect } from './fixtures.ts';

/** Presses Tab until the focused element's name fits, the way a person looks for it. */
export async function tabTo(page: Page, name: RegExp | string) {
  // A person waits for the page before reaching for the keys.
  await page.waitForLoadState('load');
  // They can see how far it is; whether the keys really lead there is looked at on arrival.
  for (let ahead = await distanceTo(page, name); ahead > 2; ahead--) await page.keyboard.press('Tab');
  for (let press = 0; press < 250; press++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const labelled = element
        ?.getAttribute('aria-labelledby')
        ?.split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' ');
      const box = element?.getBoundingClientRect();
      const seen = !box || (box.bottom > 0 && box.top < innerHeight);
      return {
        name: (labelled || element?.getAttribute('aria-label') || element?.labels?.[0]?.textContent || element?.textContent || '').trim(),
        seen,
        outline: element ? getComputedStyle(element).outlineStyle : 'none',
      };
    });
    if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) {
      expect(focused.seen, `${name} is on screen when it has focus`).toBe(true);
      expect(focused.outline, `${name} shows its focus`).not.toBe('none');
      return;
    }
  }
  throw new Error(`Tab never reached ${name} on ${page.url()}`);
}

/** How many controls lie between the focus and the one of this name, as far as the page's order tells; 0 when it does not. */
const distanceTo = (page: Page, name: RegExp | string) =>
  page.evaluate(
    ([source, exact]) => {
      const fits = (text: string) => (exact ? text === source : new RegExp(source!).test(text));
      const seen = new Set<string>();
      const stops = [...document.querySelectorAll<HTMLInputElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((element) => {
        if (element.disabled || element.type === 'hidden' || !element.checkVisibility({ visibilityProperty: true })) return false;
        if (element.type !== 'radio') return true;
        const group = `${element.form?.id}/${element.name}`;
        if (seen.has(group)) return false;
        seen.add(group);
        return true;
      });
      const here = stops.indexOf(document.activeElement as HTMLInputElement);
      const there = stops.findIndex(
        (element, at) => at > here && fits((element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent || '').trim()),
      );
      return there < 0 ? 0 : there - here;
    },
    [typeof name === 'string' ? name : name.source, typeof name === 'string'] as const,
  );

/** Answers a question with arrow keys, space and typing. */
export async function answerByKeys(page: Page, question: Question) {
  const key = keyOf(question);
  if (question.interaction === 'text-entry') {
    await tabTo(page, 'Your answer');
    return page.keyboard.type(key['text']!);
  }
  if (question.interaction === 'choice' && question.choose) {
    const shown = await page.locator('input[type=checkbox]').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).name.split('.')[1]!));
    for (const id of shown) {
      await page.keyboard.press('Tab');
      if (id === shown[0])
        while ((await page.evaluate(() => (document.activeElement as HTMLInputElement).type)) !== 'checkbox') await page.keyboard.press('Tab');
      if (key[id]) await page.keyboard.press('Space');
    }
    return;
  }
  if (question.interaction === 'choice' || question.interaction === 'hottext') {
    const shown = await page.locator('input[type=radio]').evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value));
    while ((await page.evaluate(() => (document.activeElement as HTMLInputElement).type)) !== 'radio') await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    for (let down = 0; down < shown.indexOf(Object.keys(key)[0]!); down++) await page.keyboard.press('ArrowDown');
    // A turn may have a sign to name as well, below.
    if (question.interaction === 'choice') return;
  }
  const rows = await page.locator('main select').count();
  for (let row = 0; row < rows; row++) {
    do await page.keyboard.press('Tab');
    while ((await page.evaluate(() => document.activeElement?.tagName)) !== 'SELECT');
    const { option, values } = await page.evaluate(() => {
      const select = document.activeElement as HTMLSelectElement;
      return { option: select.name.split('.')[1]!, values: [...select.options].map(({ value }) => value) };
    });
    for (let down = 0; down < values.indexOf(key[option]!); down++) await page.keyboard.press('ArrowDown');
  }
}

/** Tabs to a button or a link and presses Enter. */
export async function press(page: Page, name: RegExp | string) {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}
