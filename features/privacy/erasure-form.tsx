'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm, type FormState } from '#lib/form-state.ts';

/** Whether the certificates stay, the address typed out, and the button. */
export function ErasureForm({
  action,
  choices,
  address,
  button,
  person,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  choices: { keep: string; withdraw: string };
  address: string;
  button: string;
  person?: string;
}) {
  const [{ message, errors = {}, values = {} }, act, pending] = useActionState(action, emptyForm);
  return (
    <form action={act} className="grid max-w-xl gap-5" noValidate>
      {person && <input type="hidden" name="person" value={person} />}
      <FormMessage message={message} />
      <fieldset className="grid gap-2" aria-describedby={errors['certificates'] ? 'certificates-error' : undefined}>
        <legend className="mb-2 font-semibold">Certificates</legend>
        {Object.entries(choices).map(([choice, label]) => (
          <label
            key={choice}
            className="flex min-h-11 cursor-pointer items-start gap-3 rounded-lg border border-rule px-4 py-2.5 has-checked:border-pine has-checked:bg-mist"
          >
            <input
              type="radio"
              name="certificates"
              value={choice}
              defaultChecked={values['certificates'] === choice}
              className="mt-1 size-5 shrink-0 accent-pine"
            />
            <span>{label}</span>
          </label>
        ))}
        {errors['certificates'] && (
          <p id="certificates-error" role="alert" className="text-coral">
            {errors['certificates']}
          </p>
        )}
      </fieldset>
      <Field
        label={address}
        name="address"
        type="email"
        autoComplete="off"
        spellCheck={false}
        defaultValue={values['address'] ?? ''}
        error={errors['address']}
        hint="So that nothing is erased by a slip of the hand."
      />
      <Button look="danger" disabled={pending} className="justify-self-start">
        {button}
      </Button>
    </form>
  );
}
