import { ButtonLink } from '#components/ui/button.tsx';
import { contactPoints } from '#lib/env.ts';

const digits = (number: string) => number.replace(/\D/g, '');

/** Ways to reach the operator, where they set them; nothing where they did not. */
export function PhoneLinks() {
  const { phone, whatsApp } = contactPoints();
  return (
    <>
      {phone && (
        <ButtonLink look="quiet" href={`tel:+${digits(phone)}`}>
          Ring {phone}
        </ButtonLink>
      )}
      {whatsApp && (
        <ButtonLink look="quiet" href={`https://wa.me/${digits(whatsApp)}`} rel="noreferrer">
          WhatsApp {whatsApp}
        </ButtonLink>
      )}
    </>
  );
}

/** Where the operator serves people, where they said so. */
export function Places() {
  const { places } = contactPoints();
  if (places.length === 0) return null;
  return <p className="mt-4 text-ink-mid">We serve teams in {new Intl.ListFormat('en-GB').format(places)}.</p>;
}
