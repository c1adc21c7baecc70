import type { ComponentProps, ReactNode } from 'react';
import { cn } from '#lib/cn.ts';

type FieldProps = { label: ReactNode; name: string; error?: string | undefined; hint?: ReactNode } & ComponentProps<'input'>;

/** A labelled input whose error is beside it, named in text and announced. */
export function Field({ label, name, error, hint, id = name, ...rest }: FieldProps) {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      <input
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className="min-h-11 w-full rounded-lg border border-rule-strong bg-paper px-3 py-2 text-ink aria-invalid:border-coral"
      />
      {error && (
        <p id={`${id}-error`} role="alert" className="text-coral">
          {error}
        </p>
      )}
    </div>
  );
}

type TextAreaProps = { label: ReactNode; name: string; error?: string | undefined; hint?: ReactNode } & ComponentProps<'textarea'>;

/** A labelled box for more than a line, with its error beside it as a field has. */
export function TextArea({ label, name, error, hint, id = name, className, ...rest }: TextAreaProps) {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      <textarea
        {...rest}
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className={cn('w-full rounded-lg border border-rule-strong bg-paper px-4 py-3 text-ink aria-invalid:border-coral', className)}
      />
      {error && (
        <p id={`${id}-error`} role="alert" className="text-coral">
          {error}
        </p>
      )}
    </div>
  );
}

/** What a form answers as a whole. Always in the page, so that a screen reader hears it change. */
export const FormMessage = ({ message, done }: { message?: string | undefined; done?: true | undefined }) => (
  <p role="status" className={message ? cn('rounded-lg border-s-4 bg-sand px-4 py-3', done ? 'border-pine' : 'border-coral') : 'sr-only'}>
    {message}
  </p>
);
