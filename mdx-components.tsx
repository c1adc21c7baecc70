import type { MDXComponents } from 'mdx/types';

/** Lessons get their blocks as props from the page that shows them (features/courses/lesson-body.tsx). */
export function useMDXComponents(): MDXComponents {
  return {};
}
