import type { ReactNode } from 'react';
import { cn } from '#lib/cn.ts';

/** The building blocks of lessons that need to know nothing about the reader. */

export const Point = ({ children }: { children: ReactNode }) => (
  <div className="border-s-4 border-pine ps-5 text-[1.3rem] leading-snug font-semibold text-ink">{children}</div>
);

const calloutLooks = { note: 'bg-sand', uk: 'bg-mist', safety: 'border-s-4 border-coral bg-sand', evidence: 'bg-mist' };
const calloutWords = { note: 'Note', uk: 'UK note', safety: 'Safety', evidence: 'How firm is this?' };
type CalloutKind = keyof typeof calloutLooks;

/** What kind of aside it is, and its own title: one, or both, with the mark that fits between them. */
function headOf(kind: CalloutKind, title: string | undefined): string {
  const word = calloutWords[kind];
  if (!title || title.startsWith(word)) return title ?? word;
  return kind === 'note' ? title : `${word}${word.endsWith('?') ? '' : ':'} ${title}`;
}

export function Callout({ title, kind = 'note', children }: { title?: string; kind?: CalloutKind; children: ReactNode }) {
  return (
    <aside className={cn('ui block-body rounded-xl p-5', calloutLooks[kind])}>
      <p className="font-semibold">{headOf(kind, title)}</p>
      {children}
    </aside>
  );
}

export function Exchange({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <figure className="ui rounded-xl border border-rule p-4 sm:p-5">
      {title && <figcaption className="mb-3 font-semibold">{title}</figcaption>}
      <div className="grid gap-3">{children}</div>
    </figure>
  );
}

const sides = { you: 'ms-6 sm:ms-16 bg-mist', them: 'me-6 sm:me-16 bg-sand', stage: 'text-ink-soft italic' };

export function Turn({ who, side = 'them', children }: { who?: string; side?: keyof typeof sides; children: ReactNode }) {
  return (
    <div className={cn('block-body', sides[side], side !== 'stage' && 'rounded-lg px-4 py-3')}>
      {who && <p className="text-sm font-semibold text-ink-mid">{who}</p>}
      {children}
    </div>
  );
}

export const Pairs = ({ children }: { children: ReactNode }) => <div className="ui grid border-t border-rule">{children}</div>;

export function Pair({ not, say, because }: { not: string; say: string; because: string }) {
  return (
    <div className="grid gap-x-6 gap-y-2 border-b border-rule py-4 sm:grid-cols-2">
      <p>
        <span className="block text-sm font-semibold text-coral">Not this</span>
        <span className="text-ink-mid">“{strip(not)}”</span>
      </p>
      <p>
        <span className="block text-sm font-semibold text-pine">Say this</span>“{strip(say)}”
      </p>
      <p className="text-sm text-ink-soft sm:col-span-2">{because}</p>
    </div>
  );
}

const strip = (text: string) => text.replace(/^[“"]|[”"]$/g, '');

export function WorkedExample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-xl border border-rule bg-sand p-5 sm:p-6">
      <p className="ui text-sm font-semibold text-pine">Worked example</p>
      <p className="mt-1 text-lg font-semibold">{title}</p>
      <div className="block-body mt-3">{children}</div>
    </section>
  );
}

export const NextShift = ({ children }: { children: ReactNode }) => (
  <section className="rounded-xl bg-mist p-5 sm:p-6">
    <p className="ui text-sm font-semibold text-pine">On your next shift</p>
    <div className="block-body mt-2">{children}</div>
  </section>
);

/** A box of the lesson: a label over it, its content, and whatever the reader may do with it. */
export function Box({ id, label, title, children }: { id: string; label: string; title?: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={title ? `${id}-title` : `${id}-label`} className="ui scroll-mt-4 rounded-xl border border-rule-strong p-5 sm:p-6">
      <p id={`${id}-label`} className="text-sm font-semibold text-pine">
        {label}
      </p>
      {title && (
        <p id={`${id}-title`} className="mt-1 text-lg font-semibold">
          {title}
        </p>
      )}
      <div className="mt-3 grid gap-4">{children}</div>
    </section>
  );
}

/** Hidden until asked for, with no script. */
export const Reveal = ({ summary, open = false, children }: { summary: string; open?: boolean; children: ReactNode }) => (
  <details open={open} className="rounded-lg bg-sand px-4 py-3 print:hidden">
    <summary className="min-h-6 font-semibold text-pine">{summary}</summary>
    <div className="block-body mt-3">{children}</div>
  </details>
);
