import type { ComponentProps } from 'react';
import { cn } from '#lib/cn.ts';

const looks = {
  primary: 'bg-pine text-on-pine hover:bg-pine-deep',
  quiet: 'border border-rule-strong bg-paper text-ink hover:bg-sand',
  danger: 'border border-coral text-coral hover:bg-sand',
};
type Look = keyof typeof looks;

const shape = 'inline-flex min-h-11 items-center justify-center gap-2 rounded-lg px-5 py-2.5 text-center font-semibold no-underline print:hidden';

export const Button = ({ look = 'primary', className, ...rest }: ComponentProps<'button'> & { look?: Look }) => (
  <button {...rest} className={cn(shape, 'cursor-pointer', looks[look], className)} />
);

/** A link that is the page's action. Plain anchors everywhere: a page is a document, and the browser is good at those. */
export const ButtonLink = ({ look = 'primary', className, ...rest }: ComponentProps<'a'> & { look?: Look }) => (
  <a {...rest} className={cn(shape, looks[look], className)} />
);
