import { z } from 'zod';
import { emailSchema } from '../accounts/account.ts';
import { slugSchema } from '../courses/course.ts';

export const askSchema = z.object({ course: slugSchema, email: emailSchema });
export const tokenSchema = z.object({ token: z.string().regex(/^[\w-]{20,80}$/) });

export const openingUrl = (token: string) => `/openings/${token}`;
