'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice, Field, FormMessage, TextArea } from '#components/ui/field.tsx';
import { emptyForm, type FormState } from '#lib/form-state.ts';
import type { EnrolState } from './act.ts';
import { enrolPeopleForm, planEnrolForm } from './enrolment-admin.actions.ts';

type Option = { value: string; label: string };
type Props = { courses: Option[]; groups: Option[]; chosen: { course: string; group: string } };

/** Who is put on which course: first the plan, and only then the button that does it. */
export function EnrolPeopleForm({ courses, groups, chosen }: Props) {
  const [state, action, pending] = useActionState<EnrolState, FormData>(planEnrolForm, emptyForm);
  const { values = {}, errors = {} } = state;
  return (
    <>
      <form action={action} className="grid max-w-xl gap-5" noValidate>
        <FormMessage message={state.message} done={state.done} />
        <Choice
          label="Course"
          name="course"
          options={[{ value: '', label: 'Choose a course' }, ...courses]}
          defaultValue={values['course'] ?? chosen.course}
          error={errors['course']}
        />
        <TextArea
          label="E-mail addresses"
          name="emails"
          rows={6}
          autoComplete="off"
          spellCheck={false}
          defaultValue={values['emails'] ?? ''}
          error={errors['emails']}
          hint={
            <>
              One a line, of people who have an account. Others come in by <a href="/admin/imports">a spreadsheet</a>, which makes their accounts.
            </>
          }
        />
        <Choice
          label="Or a group"
          name="group"
          options={[{ value: '', label: 'No group' }, ...groups]}
          defaultValue={values['group'] ?? chosen.group}
          error={errors['group']}
          hint="Its members, as they are now. Who only manages it is not put on the course."
        />
        <Field
          label="Due date"
          name="due"
          type="date"
          defaultValue={values['due'] ?? ''}
          error={errors['due']}
          hint="The end of that day, London time. Empty: it is not due."
        />
        <Button look={state.plan ? 'quiet' : 'primary'} disabled={pending} className="justify-self-start">
          See what will happen
        </Button>
      </form>
      {state.plan && <Plan lines={state.plan} ready={state.ready === true} values={values} />}
    </>
  );
}

function Plan({ lines, ready, values }: { lines: string[]; ready: boolean; values: Record<string, string> }) {
  const [state, action, pending] = useActionState<FormState, FormData>(enrolPeopleForm, emptyForm);
  return (
    <section aria-labelledby="plan" className="mt-10 max-w-xl">
      <h2 id="plan" className="mb-3 font-serif text-xl font-semibold">
        The plan
      </h2>
      <ul className="list-disc ps-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {ready && (
        <form action={action} className="mt-5 grid gap-3">
          {['course', 'emails', 'group', 'due'].map((name) => (
            <input key={name} type="hidden" name={name} value={values[name] ?? ''} />
          ))}
          <FormMessage message={state.message} />
          <label className="flex min-h-11 cursor-pointer items-center gap-3">
            <input type="checkbox" name="tell" className="size-5 accent-pine" /> Tell each of them by mail
          </label>
          <Button disabled={pending} className="justify-self-start">
            Put them on the course
          </Button>
        </form>
      )}
    </section>
  );
}
