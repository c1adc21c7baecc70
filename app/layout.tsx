import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import { SiteFrame } from '#components/layout/site.tsx';
import { siteOrigin } from '#lib/env.ts';
import './globals.css';

const serif = localFont({
  src: './fonts/serif.woff2',
  weight: '400 700',
  display: 'swap',
  variable: '--font-source-serif',
  // globals.css has stand-ins that more systems have.
  adjustFontFallback: false,
});
const sans = localFont({
  src: './fonts/sans.woff2',
  weight: '400 700',
  display: 'swap',
  variable: '--font-figtree',
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  title: { default: 'Composure: courses for people who handle other people’s bad days', template: '%s · Composure' },
  description: 'Self-paced courses in the hard conversations of service work, with practice, checks and a certificate anybody can verify.',
  metadataBase: siteOrigin() ?? null,
  openGraph: { siteName: 'Composure', locale: 'en_GB', type: 'website' },
  twitter: { card: 'summary_large_image' },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcf9f4' },
    { media: '(prefers-color-scheme: dark)', color: '#151210' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en-GB" className={`${serif.variable} ${sans.variable}`}>
      <body>
        <SiteFrame>{children}</SiteFrame>
      </body>
    </html>
  );
}
