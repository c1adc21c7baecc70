import { expect, expectAccessible, pageFor, test } from './fixtures.ts';

const ARTICLE = '/articles/how-to-apologise-to-customers';

test('read an article: find your place, follow it to what it is about, to a course, to another article', async ({ page }) => {
  await page.goto('/articles');
  await page.getByRole('link', { name: 'How to Say Sorry So It Counts' }).click();
  await expect(page.getByRole('heading', { name: 'How to Say Sorry So It Counts', level: 1 })).toBeVisible();
  await expect(page.getByText(/\d+ minutes to read/).first()).toBeVisible();
  await expect(page.getByText('Published 22 November 2026').first()).toBeVisible();
  const contents = page.getByRole('navigation', { name: 'In this article' });
  await contents.getByRole('link', { name: 'Questions people ask' }).click();
  await expect(page.getByRole('heading', { name: 'Questions people ask' })).toBeInViewport();
  await page.getByText('Does an apology admit liability?').click();
  await expect(page.getByRole('link', { name: 'Source 1', exact: true }).first()).toHaveAttribute('href', /^#source-/);
  await expectAccessible(page);
  await page.getByRole('region', { name: 'You may also like' }).getByRole('link').first().click();
  await expect(page).not.toHaveURL(new RegExp(`${ARTICLE}$`));
  await page.getByRole('list', { name: 'What it is about' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/needs\//);
  await page.goto(ARTICLE);
  await page.getByRole('region', { name: 'Courses that go further' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/courses\//);
  await page.getByRole('region', { name: 'To read on it' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/articles\//);
});

test('without JavaScript on a phone: the contents are a drawer, and the coach on the page answers', async ({ browser }) => {
  const page = await pageFor(browser, null, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await page.goto('/articles/customer-service-phrases-to-avoid');
  await page.getByText('In this article').first().click();
  await page.getByRole('navigation', { name: 'In this article' }).getByRole('link', { name: 'Sources' }).first().click();
  await expect(page).toHaveURL(/#sources$/);
  await page.getByLabel('A reply of yours').fill('Unfortunately it is our policy.');
  await page.getByRole('button', { name: 'Send it to be read' }).click();
  await expect(page.getByRole('region', { name: 'What a good reply needs' })).toContainText('Acknowledge');
});

test('printed, an article is its text: no navigation, no rail', async ({ page }) => {
  await page.goto(ARTICLE);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: null });
});

test('three feeds, each of its kind, each announced on the page', async ({ page, request }) => {
  await page.goto('/articles');
  for (const [path, type, begins] of [
    ['/articles/rss.xml', 'application/rss+xml', '<?xml'],
    ['/articles/atom.xml', 'application/atom+xml', '<?xml'],
    ['/articles/feed.json', 'application/feed+json', '{'],
  ] as const) {
    await expect(page.locator(`link[rel=alternate][type="${type}"]`)).toHaveAttribute('href', new RegExp(`${path}$`));
    const response = await request.get(path);
    expect(response.headers()['content-type']).toContain(type);
    expect(await response.text()).toMatch(new RegExp(`^${begins.replace('?', '\\?')}`));
  }
});
