import { type Need, needUrl } from './need.ts';

/** What people come with, each in their own words, each leading to everything we have on it. */
export const NeedLinks = ({ needs }: { needs: Need[] }) => (
  <ul className="grid gap-x-10 sm:grid-cols-2">
    {needs.map(({ slug, title }) => (
      <li key={slug} className="border-b border-rule">
        <a href={needUrl(slug)} className="flex min-h-14 items-center justify-between gap-4 font-serif text-xl text-ink no-underline hover:underline">
          “{title}”{' '}
          <span aria-hidden="true" className="text-pine">
            →
          </span>
        </a>
      </li>
    ))}
  </ul>
);

/** The same in the words of a catalogue, as links one after the other. */
export const KeywordLinks = ({ needs, className }: { needs: Need[]; className: string }) => (
  <ul className={className}>
    {needs.map(({ slug, keyword }) => (
      <li key={slug}>
        <a href={needUrl(slug)} className="inline-flex min-h-9 items-center">
          {keyword}
        </a>
      </li>
    ))}
  </ul>
);
