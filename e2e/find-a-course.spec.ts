import { expect, expectAccessible, pageFor, test } from './fixtures.ts';

const LOWER = 'Lower the Heat: De-escalation and Conflict Resolution in Service';

test('by need, from the home page to the free lesson', async ({ page }) => {
  await page.goto('/');
  await page.getByText('It isn’t good news. The cot will come on Tuesday').click();
  await expect(page.getByText('A breath. “Right. OK. What are the two things?”')).toBeVisible();
  await page.getByRole('link', { name: '“Someone is shouting”' }).click();
  await expect(page.getByRole('heading', { name: '“Someone is shouting”' })).toBeVisible();
  await page.getByRole('link', { name: LOWER }).click();
  await page.getByRole('link', { name: 'Read lesson 1 free' }).first().click();
  await expect(page.getByRole('heading', { name: 'What heat is made of' })).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test(`by search with a slip, then by filter, forwards and back, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ browser }) => {
    const page = await pageFor(browser, null, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
    await page.goto('/courses');
    const box = page.getByRole('searchbox');
    await box.fill('angry custmer');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL('/find?q=angry+custmer');
    const results = page.getByRole('region', { name: /for “angry custmer”/ });
    await expect(results.getByRole('heading', { level: 3 }).first()).toHaveText(LOWER);
    await expect(box).toHaveValue('angry custmer');
    await page.getByText('Level', { exact: true }).click();
    await page.getByRole('link', { name: /^Foundation/ }).click();
    await expect(page).toHaveURL('/find?q=angry+custmer&level=foundation');
    await expect(page.getByRole('heading', { name: 'One course for “angry custmer”' })).toBeVisible();
    await expect(results.getByRole('heading', { level: 3 })).toHaveText(['Steady Under Fire: Emotional Skill and Recovery']);
    await page.goBack();
    await expect(page).toHaveURL('/find?q=angry+custmer');
    await expect(results.getByRole('heading', { level: 3 }).first()).toHaveText(LOWER);
    await page.goForward();
    await expect(page).toHaveURL('/find?q=angry+custmer&level=foundation');
    // A search keeps the filters that are on.
    await box.fill('xyzzy');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL('/find?q=xyzzy&level=foundation');
    await expect(page.getByRole('heading', { name: 'No course fits for “xyzzy”' })).toBeVisible();
    await expect(page.getByText('Try another word')).toBeVisible();
    await expect(page.getByRole('link', { name: '“I have to say no”' })).toBeVisible();
    await page.getByRole('link', { name: 'Take all filters off' }).click();
    await expect(page).toHaveURL('/find?q=xyzzy');
  });
}

test('an option’s count is what choosing it shows', async ({ page }) => {
  await page.goto('/find?need=i-have-to-say-no');
  await page.getByText('Who it is for', { exact: true }).click();
  const option = page.getByRole('link', { name: /^Shops, counters and reception/ });
  const count = Number(/\d+$/.exec(await option.innerText())![0]);
  await option.click();
  await expect(page.getByRole('region', { name: /courses?$/ }).getByRole('heading', { level: 3 })).toHaveCount(count);
});

test('three courses side by side; a fourth is said to be too many', async ({ page }) => {
  await page.goto('/courses');
  for (const name of ['Lower the Heat', 'Straight and Kind', 'Steady Under Fire', 'On the Same Side']) await page.getByLabel(`Compare ${name}`).check();
  await page.getByRole('button', { name: 'Compare up to three side by side' }).click();
  await expect(page.getByRole('heading', { name: 'Side by side' })).toBeVisible();
  await expect(page.getByRole('columnheader')).toHaveCount(4);
  await expect(page.getByText('these are the first three of the 4 you ticked')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/compare?course=lower-the-heat');
  await expect(page.getByText('Tick one or two more to put beside Lower the Heat.')).toBeVisible();
  await page.getByLabel('Compare Straight and Kind').check();
  await page.getByRole('button', { name: 'Compare up to three side by side' }).click();
  await expect(page.getByRole('columnheader')).toHaveCount(3);
});

test('help answers from our own pages, and says where each answer stands', async ({ page }) => {
  await page.goto('/contact');
  await page.getByRole('searchbox').fill('does an apology admit liability');
  await page.getByRole('button', { name: 'Search' }).click();
  const answers = page.getByRole('region', { name: 'What our pages say on it' });
  await answers.getByRole('link', { name: 'Does an apology admit liability?' }).click();
  await expect(page).toHaveURL('/articles/how-to-apologise-to-customers#questions');
});

test('40 payloads in the search run nothing, and break nothing', async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await pageFor(browser, null);
  let ran = 0;
  page.on('dialog', (dialog) => {
    ran += 1;
    void dialog.dismiss();
  });
  const { PAYLOADS } = await import('#test/payloads.ts');
  expect(PAYLOADS).toHaveLength(40);
  for (const payload of PAYLOADS) {
    const response = await page.goto(`/find?q=${encodeURIComponent(payload)}&need=${encodeURIComponent(payload)}`);
    expect(response!.status(), payload).toBeLessThan(500);
  }
  expect(ran).toBe(0);
});
