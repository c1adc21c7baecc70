'use client';

import { Button } from '#components/ui/button.tsx';

/** A fault of ours. Says what it means for the person, and offers the one thing worth trying. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className="max-w-2xl">
      <h1 className="font-serif text-3xl font-semibold">Something is not working just now</h1>
      <p className="mt-4 text-lg">The fault is ours. What you saved before is still saved. Try again in a minute.</p>
      <p className="mt-6">
        <Button onClick={reset}>Try again</Button>
      </p>
    </div>
  );
}
