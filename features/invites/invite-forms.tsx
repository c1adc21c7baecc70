'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice, Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { makeInviteForm } from './invite.actions.ts';

type Option = { value: string; label: string };

/** Makes a link. With a number of places it is a pool of seats. */
export function MakeInviteForm({ courses, groups, expires }: { courses: Option[]; groups: Option[]; expires: string }) {
  const [state, action, pending] = useActionState(makeInviteForm, emptyForm);
  const given = (name: string, otherwise = '') => state.values?.[name] ?? otherwise;
  const error = (name: string) => state.errors?.[name];
  return (
    <form action={action} className="grid max-w-xl gap-4" noValidate>
      <FormMessage message={state.message} />
      <Field
        label="What you call it"
        name="label"
        maxLength={80}
        autoComplete="off"
        defaultValue={given('label')}
        error={error('label')}
        hint="For yourself, such as “Spring intake”. Whoever opens the link does not see it."
      />
      <Choice label="Puts people on" name="course" options={courses} defaultValue={given('course')} error={error('course')} />
      <Choice
        label="And into the group"
        name="group"
        options={[{ value: '', label: 'None' }, ...groups]}
        defaultValue={given('group')}
        error={error('group')}
      />
      <Field
        label="Places"
        name="places"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={given('places')}
        error={error('places')}
        hint="How many may hold one at a time. Empty: as many as come."
      />
      <Field
        label="To be finished by"
        name="due"
        type="date"
        defaultValue={given('due')}
        error={error('due')}
        hint="The end of that day, London time. Empty: no due date. Who is on the course already keeps their own."
      />
      <Field
        label="The link works until"
        name="expires"
        type="date"
        defaultValue={given('expires', expires)}
        error={error('expires')}
        hint="The end of that day, at most a year ahead."
      />
      <Button disabled={pending} className="justify-self-start">
        Make the link
      </Button>
    </form>
  );
}
