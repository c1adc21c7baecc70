import { expect, type Page } from '@playwright/test';

/** Every public page, as the sitemap has it. */
export async function publicPages(page: Page): Promise<string[]> {
  const xml = await (await page.request.get('/sitemap.xml')).text();
  const urls = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url!).pathname);
  expect(urls.length).toBeGreaterThan(60);
  return urls;
}
