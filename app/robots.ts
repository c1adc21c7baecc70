import type { MetadataRoute } from 'next';
import { whole } from '#lib/schema-org.ts';

const PRIVATE = [
  '/dashboard',
  '/account',
  '/attempts',
  '/admin',
  '/sign-in',
  '/api',
  '/me',
  '/certificates/',
  '/find',
  '/compare',
  '/newsletter',
  '/openings',
  '/review',
  '/letters',
];

export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/', disallow: PRIVATE }, sitemap: whole('/sitemap.xml') };
}
