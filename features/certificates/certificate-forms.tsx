'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { checkCode, reinstateForm, reissueForm, revokeForm } from './certificate.actions.ts';

export function CheckForm() {
  const [state, action, pending] = useActionState(checkCode, emptyForm);
  return (
    <form action={action} className="grid max-w-xl gap-5" noValidate>
      <Field
        label="Code on the certificate"
        name="code"
        autoComplete="off"
        spellCheck={false}
        defaultValue={state.values?.['code'] ?? ''}
        error={state.errors?.['code']}
        hint="32 letters and digits. Spaces and capitals do not matter."
      />
      <Button disabled={pending} className="justify-self-start">
        Check the certificate
      </Button>
    </form>
  );
}

export function RevokeForm({ code }: { code: string }) {
  const [state, action, pending] = useActionState(revokeForm, emptyForm);
  return (
    <form action={action} className="grid gap-3" noValidate>
      <input type="hidden" name="code" value={code} />
      <FormMessage message={state.message} />
      <Field
        id={`reason-${code}`}
        label="Reason"
        name="reason"
        defaultValue={state.values?.['reason'] ?? ''}
        error={state.errors?.['reason']}
        hint="The certificate’s public page will say revoked from now on, without the reason."
      />
      <Button look="danger" disabled={pending} className="justify-self-start">
        Revoke this certificate
      </Button>
    </form>
  );
}

export function ReissueForm({ code, name }: { code: string; name: string }) {
  const [state, action, pending] = useActionState(reissueForm, emptyForm);
  return (
    <form action={action} className="grid gap-3" noValidate>
      <input type="hidden" name="code" value={code} />
      <FormMessage message={state.message} />
      <Field
        label="Name as it should stand"
        name="name"
        autoComplete="off"
        defaultValue={state.values?.['name'] ?? name}
        error={state.errors?.['name']}
        hint="The name on their account stays as it is; that one is theirs to change."
      />
      <Button disabled={pending} className="justify-self-start">
        Issue it again
      </Button>
    </form>
  );
}

export function ReinstateForm({ code }: { code: string }) {
  const [state, action, pending] = useActionState(reinstateForm, emptyForm);
  return (
    <form action={action} className="grid gap-3">
      <input type="hidden" name="code" value={code} />
      <FormMessage message={state.message} />
      <Button disabled={pending} className="justify-self-start">
        Reinstate this certificate
      </Button>
    </form>
  );
}
