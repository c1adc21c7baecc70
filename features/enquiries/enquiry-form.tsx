'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage, TextArea } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { steadily } from '#lib/steadily.ts';
import { enquireForm } from './enquiry.actions.ts';

type Props = {
  formKey: string;
  opened: string;
  courses: { slug: string; title: string; state: string }[];
  chosen: string[];
  sizes: readonly string[];
  places: string[];
};

const choice = 'flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border border-rule px-4 py-1.5 has-checked:border-pine has-checked:bg-mist';

/** What a team lead asks us. Keeps what was typed when it is refused; works before JavaScript does. */
export function EnquiryForm({ formKey, opened, courses, chosen, sizes, places }: Props) {
  const [state, action, pending] = useActionState(enquireForm, emptyForm);
  const { values = {}, errors = {} } = state;
  const ticked = (slug: string) => (state.values ? values[`course.${slug}`] !== undefined : chosen.includes(slug));
  return (
    <form action={action} onSubmit={steadily(action)} className="grid max-w-2xl gap-6">
      <FormMessage message={state.message} />
      <input type="hidden" name="formKey" value={values['formKey'] ?? formKey} />
      <input type="hidden" name="opened" value={values['opened'] ?? opened} />
      <p className="hidden" aria-hidden="true">
        <label>
          Leave this empty <input name="website" tabIndex={-1} autoComplete="off" defaultValue="" />
        </label>
      </p>
      <Field label="Your name" name="name" autoComplete="name" required maxLength={100} defaultValue={values['name'] ?? ''} error={errors['name']} />
      <Field
        label="Work e-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        defaultValue={values['email'] ?? ''}
        error={errors['email']}
        hint="We answer to this address, and put it on no list."
      />
      <Field
        label="Organisation (if there is one)"
        name="organisation"
        autoComplete="organization"
        maxLength={120}
        defaultValue={values['organisation'] ?? ''}
        error={errors['organisation']}
      />
      <fieldset className="grid gap-2" aria-describedby={errors['teamSize'] ? 'teamSize-error' : undefined}>
        <legend className="mb-2 font-semibold">How many people is it for? (choose one)</legend>
        <div className="grid gap-2 sm:grid-cols-3">
          {sizes.map((size) => (
            <label key={size} className={choice}>
              <input type="radio" name="teamSize" value={size} defaultChecked={values['teamSize'] === size} className="size-5 shrink-0 accent-pine" /> {size}
            </label>
          ))}
        </div>
        {errors['teamSize'] && (
          <p id="teamSize-error" role="alert" className="text-coral">
            {errors['teamSize']}
          </p>
        )}
      </fieldset>
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-semibold">Courses that interest you (none is fine)</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {courses.map(({ slug, title, state: note }) => (
            <label key={slug} className={choice}>
              <input type="checkbox" name={`course.${slug}`} defaultChecked={ticked(slug)} className="size-5 shrink-0 accent-pine" />
              <span>
                {title}
                {note && <span className="text-sm text-ink-soft"> · {note}</span>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {places.length > 0 && (
        <fieldset className="grid gap-2">
          <legend className="mb-2 font-semibold">Where are your people?</legend>
          <div className="flex flex-wrap gap-2">
            {[...places, ''].map((place) => (
              <label key={place} className={choice}>
                <input type="radio" name="place" value={place} defaultChecked={(values['place'] ?? '') === place} className="size-5 shrink-0 accent-pine" />{' '}
                {place || 'Elsewhere, or not settled'}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <TextArea
        label="What do you need?"
        name="message"
        rows={6}
        required
        maxLength={3000}
        defaultValue={values['message'] ?? ''}
        error={errors['message']}
        hint="Who your people talk to, what goes wrong, and by when. A sentence is enough."
      />
      <div>
        <Button disabled={pending}>Send the enquiry</Button>
        <p className="mt-2 text-sm text-ink-soft">
          Two mails go out: one to us, and a line to you that says so. <a href="/privacy">What we keep, and why</a>.
        </p>
      </div>
    </form>
  );
}
