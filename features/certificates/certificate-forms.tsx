'use client';

import { useActionState } from 'react';
import { ActForm, given } from '#components/ui/act-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
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

export const RevokeForm = ({ code }: { code: string }) => (
  <ActForm action={revokeForm} hidden={{ code }} button="Revoke this certificate" look="danger">
    {(state) =>
      given(state, {
        id: `reason-${code}`,
        label: 'Reason',
        name: 'reason',
        hint: 'The certificate’s public page will say revoked from now on, without the reason.',
      })
    }
  </ActForm>
);

export const ReissueForm = ({ code, name }: { code: string; name: string }) => (
  <ActForm action={reissueForm} hidden={{ code }} button="Issue it again" look="primary">
    {(state) =>
      given(state, {
        label: 'Name as it should stand',
        name: 'name',
        value: name,
        hint: 'The name on their account stays as it is; that one is theirs to change.',
      })
    }
  </ActForm>
);

export const ReinstateForm = ({ code }: { code: string }) => (
  <ActForm action={reinstateForm} hidden={{ code }} button="Reinstate this certificate" look="primary" />
);
