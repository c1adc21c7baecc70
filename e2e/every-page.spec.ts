import { listCourses } from '#features/courses/course.server.ts';
import { isOpen, lessonUrl } from '#features/courses/course.ts';
import { makeEnrolment } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, pageFor, test } from './fixtures.ts';
import { publicPages } from './public-pages.ts';

/* What holds on every public page: where its links lead, what it tells machines, how narrow it can be, that it sets no cookie. */

type Thing = { '@type': string; '@graph'?: Thing[]; [property: string]: unknown };

/** What schema.org's readers need of each type we use (the types themselves are checked when it is written, by schema-dts). */
const REQUIRED: Record<string, string[]> = {
  Organization: ['name', 'url', 'logo'],
  WebSite: ['name', 'url'],
  BreadcrumbList: ['itemListElement'],
  ItemList: ['numberOfItems', 'itemListElement'],
  ListItem: ['position', 'name'],
  Course: ['name', 'url'],
  CourseInstance: ['courseMode', 'courseWorkload'],
  Offer: ['category', 'price', 'priceCurrency'],
  Article: ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'image', 'mainEntityOfPage'],
  FAQPage: ['mainEntity'],
  Question: ['name', 'acceptedAnswer'],
  Answer: ['text'],
};

const things = (value: unknown): Thing[] =>
  typeof value !== 'object' || value === null
    ? []
    : Array.isArray(value)
      ? value.flatMap(things)
      : [...('@type' in value ? [value as Thing] : []), ...Object.values(value).flatMap(things)];

/** What a search engine shows of a page, cut where it would cut. */
const MAX_TITLE = 110;
const MAX_DESCRIPTION = 170;

test('every public page: links and anchors lead somewhere, machines are told the truth, no cookie is set', async ({ page, request }) => {
  test.setTimeout(300_000);
  const wrong: string[] = [];
  const titles = new Map<string, string>();
  const anchors = new Map<string, Set<string>>();
  const links = new Map<string, string>();
  const queue = await publicPages(page);
  const listed = new Set(queue);
  const images = new Set<string>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (anchors.has(path)) continue;
    const response = await request.get(path, { maxRedirects: 0 });
    const html = await response.text();
    anchors.set(path, new Set([...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id!)));
    if (response.status() !== 200) {
      if (![302, 303, 307].includes(response.status()) || listed.has(path)) wrong.push(`${path} answers ${response.status()}`);
      continue;
    }
    if (response.headers()['set-cookie']) wrong.push(`${path} sets a cookie`);
    if (!response.headers()['content-type']?.startsWith('text/html')) continue;
    for (const [, href] of html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)) {
      const url = new URL(href!.replaceAll('&amp;', '&'), `http://localhost:3100${path}`);
      if (url.origin !== 'http://localhost:3100') continue;
      links.set(url.pathname + url.search + url.hash, path);
      if (!anchors.has(url.pathname) && !/^\/(sign-in|courses\/[^/]+\/start)/.test(url.pathname)) queue.push(url.pathname);
    }
    if (!listed.has(path)) continue;
    const meta = (name: string) => new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? '';
    const title = /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? '';
    if (!title || title.length > MAX_TITLE) wrong.push(`${path}: its title has ${title.length} characters`);
    if (titles.has(title)) wrong.push(`${path} and ${titles.get(title)} share a title: ${title}`);
    titles.set(title, path);
    if (!meta('description') || meta('description').length > MAX_DESCRIPTION)
      wrong.push(`${path}: its description has ${meta('description').length} characters`);
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(html)?.[1];
    if (!canonical || new URL(canonical).pathname !== path) wrong.push(`${path}: its canonical address is ${canonical}`);
    for (const name of ['og:title', 'og:description', 'og:site_name', 'twitter:card']) if (!meta(name)) wrong.push(`${path} has no ${name}`);
    if (!meta('og:image').startsWith('http')) wrong.push(`${path} has no share image`);
    else images.add(new URL(meta('og:image')).pathname);
    if ((html.match(/<h1\b/g) ?? []).length !== 1) wrong.push(`${path} has ${(html.match(/<h1\b/g) ?? []).length} first headings`);
    const text = html
      .replace(/<script\b[\s\S]*?<\/script>/g, '')
      .replaceAll('&#x27;', "'")
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"');
    for (const [, json] of html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)) {
      for (const thing of things(JSON.parse(json!))) {
        const required = REQUIRED[thing['@type']];
        if (!required) wrong.push(`${path}: ${thing['@type']} is no type we use`);
        for (const property of required ?? []) if (thing[property] === undefined) wrong.push(`${path}: ${thing['@type']} has no ${property}`);
        for (const property of ['url', 'item', 'image', 'logo', 'mainEntityOfPage'])
          if (typeof thing[property] === 'string' && !String(thing[property]).startsWith('http')) wrong.push(`${path}: ${property} is not a whole address`);
        if (thing['@type'] === 'Question' && !text.includes(String(thing['name']))) wrong.push(`${path}: a question that does not show: ${thing['name']}`);
        if (thing['@type'] === 'Answer' && !text.includes(String(thing['text']))) wrong.push(`${path}: an answer that does not show: ${thing['text']}`);
      }
    }
  }
  for (const [link, from] of links) {
    const { pathname, hash } = new URL(link, 'http://localhost:3100');
    if (hash && anchors.has(pathname) && !anchors.get(pathname)!.has(decodeURIComponent(hash.slice(1))))
      wrong.push(`${from} links to ${link}, and there is no such place`);
  }
  for (const image of images) {
    const response = await request.get(image);
    if (response.status() !== 200 || response.headers()['content-type'] !== 'image/png') wrong.push(`${image} is no image`);
  }
  expect(wrong).toEqual([]);
  expect(links.size).toBeGreaterThan(200);
});

test('an anonymous visit in a browser leaves no cookie and nothing in storage', async ({ page }) => {
  for (const path of ['/', '/courses', '/find?q=sorry', '/articles/de-escalation-faq', '/teams', '/enquire', '/contact', '/privacy', COURSE_URL])
    await page.goto(path);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
});

test('every public page fits 320 px, and no lesson of any course scrolls sideways', async ({ browser }) => {
  test.setTimeout(300_000);
  const lessons = listCourses()
    .filter(isOpen)
    .flatMap((course) => course.lessons.map(({ slug }) => lessonUrl(course.slug, slug)));
  const page = await pageFor(browser, null, { viewport: { width: 320, height: 640 }, javaScriptEnabled: true });
  const wide: string[] = [];
  for (const path of [...new Set([...(await publicPages(page)), '/find?q=angry', '/compare?course=lower-the-heat&course=straight-and-kind', '/enquire'])]) {
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) wide.push(`${path} by ${over} px`);
  }
  const person = await aPerson();
  await makeEnrolment(person.id);
  const reader = await pageFor(browser, person, { viewport: { width: 320, height: 640 } });
  const { db } = await import('#lib/db.ts');
  await db.enrolment.createMany({
    data: listCourses()
      .filter(isOpen)
      .map(({ slug }) => ({ userId: person.id, courseSlug: slug })),
    skipDuplicates: true,
  });
  for (const path of lessons) {
    await reader.goto(path, { waitUntil: 'domcontentloaded' });
    const over = await reader.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) wide.push(`${path} by ${over} px`);
  }
  expect(wide).toEqual([]);
});

test('every kind of public page passes the checker, in both themes', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await pageFor(browser, null, { viewport: { width: 390, height: 844 } });
  for (const path of [
    '/',
    '/courses',
    '/find?q=angry+custmer',
    '/find?q=xyzzy',
    '/find?level=advanced',
    '/needs/someone-is-shouting',
    '/categories/service-craft',
    '/paths/calm-and-capable',
    '/compare?course=lower-the-heat&course=straight-and-kind',
    COURSE_URL,
    `${COURSE_URL}/outline`,
    '/courses/service-ground-rules',
    '/articles',
    '/articles/customer-service-phrases-to-avoid',
    '/teams',
    '/contact',
    '/enquire',
    '/enquire/thanks',
    '/about',
    '/privacy',
    '/accessibility',
    '/terms',
  ]) {
    await page.goto(path);
    await expectAccessible(page);
  }
});

test('the outline of every course prints on one page', async ({ browser }) => {
  const page = await pageFor(browser, null);
  for (const { slug } of listCourses()) {
    await page.goto(`/courses/${slug}/outline`);
    const pdf = (await page.pdf({ format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g), slug).toHaveLength(1);
  }
});
