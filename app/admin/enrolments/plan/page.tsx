import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { ACTS, type Act, type Change, datedInForm, outcomeInWords, readAct, readDays, readDueDay, willChange } from '#features/enrolments/act.ts';
import { listChosen } from '#features/enrolments/enrolment-admin.server.ts';
import { ActOnManyForm } from '#features/enrolments/enrolment-forms.tsx';
import { PlanTable } from '#features/enrolments/enrolment-table.tsx';
import { now } from '#lib/clock.ts';
import { persons } from '#lib/count.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Plan · Enrolments · Admin', robots: { index: false } };

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** What the address asks to be done, once it says all of it. */
function readChange(act: Act, params: SearchParams): Change | null {
  if (act === 'withdraw') return act;
  if (act === 'extend') {
    const days = readDays(one(params['days']));
    return days === null ? null : { days };
  }
  const to = readDueDay(one(params['due']));
  return to && to > now() ? { to } : null;
}

const BUTTONS: Record<Act, (people: string) => string> = {
  withdraw: (people) => `Withdraw ${people}`,
  due: (people) => `Set the date for ${people}`,
  extend: (people) => `Extend it for ${people}`,
};

/** What an act over the rows ticked in the list will do to each, and the button that does it. Looking changes nothing. */
export default async function EnrolmentPlanPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin('/admin/enrolments');
  const params = await searchParams;
  const act = readAct(one(params['act']));
  const ids = [params['id'] ?? []].flat();
  const rows = act ? await listChosen(admin, ids) : [];
  const today = now();
  const change = act && readChange(act, params);
  const changing = change ? rows.filter((row) => willChange(row, change, today)) : [];
  return (
    <AdminFrame at="/admin/enrolments" over={<a href="/admin/enrolments">Enrolments</a>} title={act ? ACTS[act] : 'Nothing is chosen'}>
      {!act || rows.length === 0 ? (
        <p>Tick the rows you mean in the list, then choose what to do with them.</p>
      ) : (
        <>
          {act !== 'withdraw' && <Ask act={act} ids={ids} params={params} />}
          {act !== 'withdraw' && !change && (params['due'] ?? params['days']) !== undefined && (
            <p role="status" className="mb-6 text-coral">
              {act === 'due' ? 'Choose a day that lies ahead.' : 'Type a number of days, from 1 to 365.'}
            </p>
          )}
          {change && <PlanTable rows={rows} today={today} outcome={(row) => outcomeInWords(row, change, today)} />}
          {changing.length > 0 && (
            <div className="mt-6">
              <ActOnManyForm
                hidden={{
                  act,
                  ids: changing.map(({ id }) => id).join(','),
                  dates: act === 'extend' ? datedInForm(changing) : '',
                  due: one(params['due']) ?? '',
                  days: one(params['days']) ?? '',
                }}
                button={BUTTONS[act](persons(changing.length))}
              />
            </div>
          )}
        </>
      )}
    </AdminFrame>
  );
}

/** The one thing an act still has to be told; it asks by address, so that the plan can be looked at again. */
const Ask = ({ act, ids, params }: { act: 'due' | 'extend'; ids: string[]; params: SearchParams }) => (
  <form method="get" className="mb-8 grid max-w-md gap-3">
    <input type="hidden" name="act" value={act} />
    {ids.map((id) => (
      <input key={id} type="hidden" name="id" value={id} />
    ))}
    {act === 'due' ? (
      <Field label="Due date" name="due" type="date" defaultValue={one(params['due']) ?? ''} hint="The end of that day, London time." />
    ) : (
      <Field
        label="More days"
        name="days"
        type="number"
        min={1}
        max={365}
        defaultValue={one(params['days']) ?? '7'}
        hint="From each due date, or from today where that has passed."
      />
    )}
    <Button look="quiet" className="justify-self-start">
      See what will happen
    </Button>
  </form>
);
