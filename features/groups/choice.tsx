type Props = { label: string; name: string; options: { value: string; label: string }[]; defaultValue?: string; error?: string | undefined; hint?: string };

/** A labelled choice of one from a list. */
export const Choice = ({ label, name, options, defaultValue, error, hint }: Props) => (
  <div className="grid gap-1.5">
    <label htmlFor={name} className="font-semibold">
      {label}
    </label>
    {hint && (
      <p id={`${name}-hint`} className="text-sm text-ink-soft">
        {hint}
      </p>
    )}
    <select
      // Without this the choice falls back to the first when the form answers: React resets a form after its action.
      key={defaultValue}
      id={name}
      name={name}
      defaultValue={defaultValue}
      aria-invalid={error ? true : undefined}
      aria-describedby={[hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ') || undefined}
      className="min-h-11 w-full rounded-lg border border-rule-strong bg-paper px-3 py-2 text-ink aria-invalid:border-coral"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
    {error && (
      <p id={`${name}-error`} role="alert" className="text-coral">
        {error}
      </p>
    )}
  </div>
);
