import type { ComponentProps } from 'react';
import { cn } from '#lib/cn.ts';

const looks = {
  primary: 'bg-pine text-on-pine hover:bg-pine-deep',
  quiet: 'border border-rule-strong bg-paper text-ink hover:bg-sand',
  danger: 'border border-coral text-coral hover:bg-sand',
};
type Look = keyof typeof looks;

const shape = 'inline-flex items-center justify-center gap-2 rounded-lg text-center font-semibold no-underline print:hidden';
const sizes = { normal: 'min-h-11 px-5 py-2.5', small: 'min-h-9 px-4 py-1 text-sm' };
type Size = keyof typeof sizes;

export const Button = ({ look = 'primary', size = 'normal', className, ...rest }: ComponentProps<'button'> & { look?: Look; size?: Size }) => (
  <button {...rest} className={cn(shape, sizes[size], 'cursor-pointer', looks[look], className)} />
);

/** A link that is the page's action. Plain anchors everywhere: a page is a document, and the browser is good at those. */
export const ButtonLink = ({ look = 'primary', size = 'normal', className, ...rest }: ComponentProps<'a'> & { look?: Look; size?: Size }) => (
  <a {...rest} className={cn(shape, sizes[size], looks[look], className)} />
);
