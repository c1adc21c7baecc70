import type { Metadata } from 'next';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { checkSystem } from '#features/system/checks.server.ts';
import { RetryMailForm } from '#features/system/retry-mail-form.tsx';

export const metadata: Metadata = { title: 'System · Admin', robots: { index: false } };

/** What an operator would look at, each good or not, and what to do where it is not. */
export default async function SystemPage() {
  const admin = await requireAdmin('/admin/system');
  const { checks, failedMail } = await checkSystem(admin);
  const open = checks.filter(({ ok }) => !ok).length;
  return (
    <AdminFrame at="/admin/system" title="System">
      <p className="mb-5 text-ink-mid">{open === 0 ? `All ${checks.length} checks are good.` : `${open} of ${checks.length} checks need somebody.`}</p>
      <ul className="max-w-3xl border-t border-rule">
        {checks.map(({ name, ok, says, todo }) => (
          <li key={name} className="grid gap-x-6 gap-y-1 border-b border-rule py-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <h2 className="font-semibold">{name}</h2>
            <div className="min-w-0 break-words">
              <p>
                <span className={`font-semibold ${ok ? 'text-pine' : 'text-coral'}`}>{ok ? 'Good.' : 'Not good.'}</span> {says}
              </p>
              {todo && <p className="mt-1 text-ink-mid">What to do: {todo}</p>}
            </div>
          </li>
        ))}
      </ul>
      <AdminSection id="failed-mail" title="Failed mail">
        <RetryMailForm failed={failedMail} />
      </AdminSection>
    </AdminFrame>
  );
}
