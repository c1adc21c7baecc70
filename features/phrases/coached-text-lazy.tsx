'use client';

import { type ComponentProps, lazy } from 'react';

/** The coach's box, fetched where it stands on the page and nowhere else: most lessons and articles have none. */
const Loaded = lazy(() => import('./coached-text.tsx').then(({ CoachedText }) => ({ default: CoachedText })));

export const CoachedText = (props: ComponentProps<typeof Loaded>) => <Loaded {...props} />;
