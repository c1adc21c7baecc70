import type { MDXComponents } from 'mdx/types';
import type { ComponentType, ReactNode } from 'react';
import { Box, Callout, Exchange, NextShift, Pair, Pairs, Point, Reveal, Turn, WorkedExample } from '#components/mdx/blocks.tsx';
import { PhraseCoach } from '../phrases/phrase-coach.tsx';
import type { Course, Lesson, LessonSource } from './course.ts';

type BoxProps = { id: string; question?: string; title?: string; recalls?: string; children?: ReactNode };

/** How a lesson's boxes behave for this reader; a visitor can reveal, a learner can write as well. */
export type BoxKit = {
  tryIt: (box: BoxProps) => ReactNode;
  write: (box: BoxProps) => ReactNode;
  /** A turn to spot or a line to rewrite, by its id. */
  exercise: (box: { id: string }) => ReactNode;
};

/** For a visitor without an account: the answer on request, nothing to save. */
export const visitorKit: Omit<BoxKit, 'exercise'> = {
  tryIt: ({ children }) => <Reveal summary="Show the answer">{children}</Reveal>,
  write: () => <p className="text-sm text-ink-soft print:hidden">Learners on the course have a private box to write in here.</p>,
};

/** The blocks that need nobody to write in them: a lesson's and an article's alike. */
export function textBlocks(sources: LessonSource[], { savesNothing = false } = {}): MDXComponents {
  let tables = 0;
  return {
    Point,
    Callout,
    Exchange,
    Turn,
    Pairs,
    Pair,
    WorkedExample,
    Cite: ({ id }: { id: string }) => <Cite sources={sources} id={id} />,
    PhraseCoach: () => (
      <Box id="phrase-coach" label="Phrase coach">
        <div className="controls">
          <PhraseCoach label="A reply of yours" whenReached={savesNothing} />
        </div>
      </Box>
    ),
    // Each under a name of its own, for whoever goes from region to region.
    table: (props) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      <section className="scrolls" tabIndex={0} aria-label={`Table ${++tables}`}>
        <table {...props} />
      </section>
    ),
  };
}

function blocksFor(lesson: Lesson, kit: BoxKit): MDXComponents {
  return {
    ...textBlocks(lesson.sources),
    NextShift,
    TryIt: (box: BoxProps) => (
      <Box id={box.id} label={box.recalls ? `Try it from memory: back to lesson ${box.recalls}` : 'Try it'} title={box.question ?? ''}>
        {kit.tryIt(box)}
      </Box>
    ),
    Practice: (box: BoxProps) => (
      <Box id={box.id} label="Practice" title={box.title ?? ''}>
        <div className="block-body">{box.children}</div>
        {kit.write(box)}
      </Box>
    ),
    Reflect: (box: BoxProps) => (
      <Box id={box.id} label="Note to self" title={box.question ?? ''}>
        {kit.write(box)}
      </Box>
    ),
    SpotTheTurn: kit.exercise,
    Rewrite: kit.exercise,
  };
}

function Cite({ sources, id }: { sources: LessonSource[]; id: string }) {
  const number = sources.findIndex((source) => source.id === id) + 1;
  if (number === 0) throw new Error(`Lesson cites ${id}, which its front matter does not list`);
  return (
    <sup className="ui text-[0.7em]!">
      <a href={`#source-${id}`} className="px-0.5" aria-label={`Source ${number}`}>
        {number}
      </a>
    </sup>
  );
}

/** The text of a lesson, compiled at build; the catalogue was asked before, so the file exists. */
export async function LessonBody({ course, lesson, kit }: { course: Course; lesson: Lesson; kit: BoxKit }) {
  const { default: Text } = (await import(`../../content/courses/${course.slug}/${lesson.file.replace(/\.mdx$/, '')}.mdx`)) as {
    default: ComponentType<{ components: MDXComponents }>;
  };
  return (
    <div className="prose">
      <Text components={blocksFor(lesson, kit)} />
    </div>
  );
}

/** Where the claims of a lesson or an article come from, each with how firm it is. */
export function Sources({ sources }: { sources: LessonSource[] }) {
  return (
    <section aria-labelledby="sources" className="mt-12 max-w-[65ch] border-t border-rule pt-6 text-sm">
      <h2 id="sources" className="mb-3 text-base font-semibold">
        Sources
      </h2>
      <ol className="grid list-decimal gap-3 ps-6">
        {sources.map(({ id, reference, evidence, says }) => (
          <li key={id} id={`source-${id}`} className="scroll-mt-4 target:bg-mist">
            {reference}{' '}
            <span className="text-ink-soft">
              Evidence: {evidence}. {says}.
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
