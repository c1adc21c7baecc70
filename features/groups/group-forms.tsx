'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice, Field, FormMessage, TextArea } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { options } from '#lib/listing.ts';
import { addPeopleForm, makeGroupForm, renameGroupForm } from './group.actions.ts';
import { KINDS } from './group-words.ts';

export function MakeGroupForm() {
  const [state, action, pending] = useActionState(makeGroupForm, emptyForm);
  return (
    <form action={action} className="grid max-w-xl gap-4" noValidate>
      <FormMessage message={state.message} />
      <Field
        label="Name"
        name="name"
        maxLength={80}
        autoComplete="off"
        defaultValue={state.values?.['name'] ?? ''}
        error={state.errors?.['name']}
        hint="As its managers and whoever joins it by a link will read it."
      />
      <Choice label="It is a" name="kind" options={options(KINDS)} defaultValue={state.values?.['kind'] ?? 'TEAM'} error={state.errors?.['kind']} />
      <Button disabled={pending} className="justify-self-start">
        Make the group
      </Button>
    </form>
  );
}

export function RenameGroupForm({ group, name }: { group: string; name: string }) {
  const [state, action, pending] = useActionState(renameGroupForm, emptyForm);
  return (
    <form action={action} className="grid max-w-xl gap-3" noValidate>
      <input type="hidden" name="group" value={group} />
      <FormMessage message={state.message} done={state.done} />
      <Field
        key={name}
        label="New name"
        name="name"
        maxLength={80}
        autoComplete="off"
        defaultValue={state.values?.['name'] ?? name}
        error={state.errors?.['name']}
      />
      <Button look="quiet" disabled={pending} className="justify-self-start">
        Rename the group
      </Button>
    </form>
  );
}

/** Asked for once it says what will happen; pressed again it does that, unless the addresses were changed in between. */
export function AddPeopleForm({ group }: { group: string }) {
  const [state, action, pending] = useActionState(addPeopleForm, emptyForm);
  const planned = (!state.errors && state.values?.['planned']) || '';
  return (
    <form action={action} className="grid max-w-xl gap-4" noValidate>
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="planned" value={planned} />
      <FormMessage message={state.message} done={state.done} />
      <TextArea
        label="E-mail addresses"
        name="people"
        rows={5}
        spellCheck={false}
        autoComplete="off"
        defaultValue={state.values?.['people'] ?? ''}
        error={state.errors?.['people']}
        hint="Paste them as they are: one a line, or parted by commas. Each needs an account already; a link or a spreadsheet is for those who have none."
      />
      <Button look={planned ? 'primary' : 'quiet'} disabled={pending} className="justify-self-start">
        {planned ? 'Add these people' : 'See what this will do'}
      </Button>
    </form>
  );
}
