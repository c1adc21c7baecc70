import type { ComponentProps, ReactNode } from 'react';
import { cn } from '#lib/cn.ts';

type Described = { label: ReactNode; name: string; error?: string | undefined; hint?: ReactNode };

/** A label, a hint, the control, and its error beside it: named in text, and announced. */
function Labelled({ label, id, hint, error, children }: Omit<Described, 'name'> & { id: string; children: ReactNode }) {
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
      {children}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-coral">
          {error}
        </p>
      )}
    </div>
  );
}

const control = 'w-full rounded-lg border border-rule-strong bg-paper text-ink aria-invalid:border-coral';

/** What ties a control to its hint and its error. */
const tied = (id: string, { hint, error }: Pick<Described, 'hint' | 'error'>) => ({
  id,
  'aria-invalid': error ? true : undefined,
  'aria-describedby': [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined,
});

/** A labelled line to type. */
export const Field = ({ label, error, hint, id, ...rest }: Described & ComponentProps<'input'>) => (
  <Labelled label={label} id={id ?? rest.name} hint={hint} error={error}>
    <input {...rest} {...tied(id ?? rest.name, { hint, error })} className={cn(control, 'min-h-11 px-3 py-2')} />
  </Labelled>
);

/** A labelled box for more than a line. */
export const TextArea = ({ label, error, hint, id, className, ...rest }: Described & ComponentProps<'textarea'>) => (
  <Labelled label={label} id={id ?? rest.name} hint={hint} error={error}>
    <textarea {...rest} {...tied(id ?? rest.name, { hint, error })} className={cn(control, 'px-4 py-3', className)} />
  </Labelled>
);

/** A labelled choice of one from a list. */
export const Choice = ({
  label,
  error,
  hint,
  name,
  options,
  defaultValue,
}: Described & { options: { value: string; label: string }[]; defaultValue?: string }) => (
  <Labelled label={label} id={name} hint={hint} error={error}>
    <select
      // Without this the choice falls back to the first when the form answers: React resets a form after its action.
      key={defaultValue}
      name={name}
      defaultValue={defaultValue}
      {...tied(name, { hint, error })}
      className={cn(control, 'min-h-11 px-3 py-2')}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </Labelled>
);

/**
 * What a form answers as a whole. Always in the page, so that a screen reader hears it change. Where no script runs, the
 * answer is a new page: it opens at this line.
 */
export const FormMessage = ({ message, done }: { message?: string | undefined; done?: true | undefined }) => (
  <p
    role="status"
    // biome-ignore lint/a11y/noAutofocus: only in a page that answers a form, and there the answer is what comes first
    autoFocus={message ? true : undefined}
    tabIndex={message ? -1 : undefined}
    className={message ? cn('rounded-lg border-s-4 bg-sand px-4 py-3', done ? 'border-pine' : 'border-coral') : 'sr-only'}
  >
    {message}
  </p>
);
