import type { Found } from './search.ts';

const SOURCE: Record<string, string> = { courses: 'From the course page', articles: 'From the article' };

/** What our own pages say on what was asked: each answer in its own words, with where it stands. */
export function Answers({ q, found }: { q: string; found: Found[] }) {
  if (found.length === 0)
    return (
      <p className="mt-12 max-w-2xl border-t border-rule pt-6 text-ink-mid">
        No article or answer of ours is about “{q}”. <a href="/enquire">Ask us</a>, and a person will answer.
      </p>
    );
  return (
    <section aria-labelledby="answers" className="mt-12 max-w-2xl border-t border-rule pt-8">
      <h2 id="answers" className="mb-2 font-serif text-2xl font-semibold">
        What our pages say on it
      </h2>
      <ul>
        {found.map(({ id, kind, title, url, text }) => (
          <li key={id} className="border-b border-rule py-4">
            <h3 className="font-semibold">
              <a href={url}>{title}</a>
            </h3>
            <p className="mt-1 text-ink-mid">{text}</p>
            <p className="mt-1 text-sm text-ink-soft">
              {kind === 'question'
                ? (SOURCE[url.split('/')[1]!] ?? 'From this site')
                : kind === 'article'
                  ? 'Article'
                  : kind === 'need'
                    ? 'By what you are facing'
                    : 'Page'}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
