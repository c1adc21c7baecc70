import { PageHead } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';

export default function NotFound() {
  return (
    <>
      <PageHead title="There is nothing at this address">
        <p>The page may have moved, or it may be one that only somebody else can see.</p>
      </PageHead>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/courses">See the courses</ButtonLink>
        <ButtonLink look="quiet" href="/dashboard">
          Go to my learning
        </ButtonLink>
      </div>
    </>
  );
}
