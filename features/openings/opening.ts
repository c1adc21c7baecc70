import { z } from 'zod';
import { emailSchema } from '../accounts/account.ts';
import { slugSchema } from '../courses/course.ts';

export const askSchema = z.object({ course: slugSchema, email: emailSchema });

export const openingUrl = (token: string) => `/openings/${token}`;
