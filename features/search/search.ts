import MiniSearch from 'minisearch';

/** Something that can be found: its words, and where it stands. */
export type Found = { id: string; kind: 'course' | 'article' | 'question' | 'need' | 'page'; title: string; url: string; text: string };
export type Document = Found & {
  /** Other words people have for it. */
  also: string;
  body: string;
};

// Words that say nothing about what is looked for.
const STOP = new Set(
  'a an and are as at be but by can course courses do does for from get has have how i if in is it me my of on or our so some that the their them they this to training us was we what when which who why will with you your'.split(
    ' ',
  ),
);

/** Folds case, accents and the commonest endings, so that “Complaints” finds “complaint” and “apologising” finds “apologise”. */
export function fold(term: string): string | null {
  const plain = term
    .normalize('NFKD')
    .replace(/\p{M}|[’']/gu, '')
    .toLowerCase();
  if (STOP.has(plain) || plain.length < 2) return null;
  const stem = plain.replace(/(?<=\w{4})(?:ies)$/, 'y').replace(/(?<=\w{3}[^s])s$/, '');
  return stem.replace(/iz(?=e|ing|ed|ation)/, 'is').replace(/(?<=\w{4})(?:ing|ed)$/, '') || stem;
}

const MOST_TERMS = 12;
const LONGEST = 30;

/** What a query asks for: its words that say something, few and short enough that no query is dear. */
export const termsOf = (query: string): string =>
  query
    .slice(0, 200)
    .normalize('NFKC')
    .slice(0, 400)
    .split(/[^\p{L}\p{N}’']+/u)
    .filter((word) => fold(word) !== null)
    .slice(0, MOST_TERMS)
    .map((word) => word.slice(0, LONGEST))
    .join(' ');

export type Search = (query: string, kinds?: Found['kind'][]) => Found[];

/** An index of what there is to find, made once. Forgives about one slip in five letters; every word has to be there, or, if nothing has them all, some. */
export function makeSearch(documents: Document[]): Search {
  const index = new MiniSearch<Document>({
    fields: ['title', 'also', 'text', 'body'],
    storeFields: ['kind', 'title', 'url', 'text'],
    processTerm: fold,
  });
  index.addAll(documents);
  const ask = (query: string, combineWith: 'AND' | 'OR', kinds: Found['kind'][] | undefined) =>
    index.search(query, {
      combineWith,
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      boost: { title: 4, also: 3, text: 2 },
      weights: { fuzzy: 0.4, prefix: 0.7 },
      ...(kinds ? { filter: (result: { [field: string]: unknown }) => kinds.includes(result['kind'] as Found['kind']) } : {}),
    });
  return (query, kinds) => {
    const asked = termsOf(query);
    const all = ask(asked, 'AND', kinds);
    return (all.length > 0 ? all : ask(asked, 'OR', kinds)).map(({ id, kind, title, url, text }) => ({ id, kind, title, url, text }));
  };
}
