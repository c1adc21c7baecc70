'use client';

import { type ComponentProps, lazy } from 'react';

/** An exercise's form, fetched only where a learner does one: visitors read the same lessons and save nothing. */
const Loaded = lazy(() => import('./exercise-form.tsx').then(({ ExerciseForm }) => ({ default: ExerciseForm })));

export const ExerciseForm = (props: ComponentProps<typeof Loaded>) => <Loaded {...props} />;
