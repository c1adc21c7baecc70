'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { emptyForm, type FormState } from '#lib/form-state.ts';
import { steadily } from '#lib/steadily.ts';

/** Where the learner's own marks go: a server action and what it needs to know. */
export type MarkMyself = { action: (state: FormState, form: FormData) => Promise<FormState>; fields: Record<string, string> };

type Props = { rubric: { id: string; text: string; why: string }[]; met: string[]; markMyself: MarkMyself };

/** The rubric to hold one's own line against; for its writer alone. */
export function MarkMyselfForm({ rubric, met, markMyself }: Props) {
  const [state, action, pending] = useActionState(markMyself.action, emptyForm);
  return (
    <form action={action} onSubmit={steadily(action)} className="grid justify-items-start gap-3">
      {Object.entries(markMyself.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <fieldset className="grid w-full gap-2">
        <legend className="mb-2">Tick what yours does. Only you will see it.</legend>
        {rubric.map(({ id, text, why }) => (
          <div key={id} className="rounded-lg border border-rule px-4 py-3">
            <label className="flex items-start gap-3">
              <input type="checkbox" name={`met.${id}`} defaultChecked={met.includes(id)} className="mt-1 size-5 shrink-0 accent-pine" />
              <span className="font-semibold">{text}</span>
            </label>
            <p className="mt-1 text-ink-mid">The model: {why}</p>
          </div>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-4">
        <Button look="quiet" disabled={pending}>
          Save my own marks
        </Button>
        <p role="status" className="text-sm text-ink-soft">
          {state.message}
        </p>
      </div>
    </form>
  );
}
