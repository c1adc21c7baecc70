import createMdx from '@next/mdx';

// Plugins are named as strings so that Turbopack can pass them to its Rust side.
const withMdx = createMdx({
  options: { remarkPlugins: ['remark-frontmatter', 'remark-gfm'], rehypePlugins: ['rehype-slug'] },
});

/** @type {import('next').NextConfig} */
const config = {
  pageExtensions: ['ts', 'tsx'],
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are a step of `npm test`; checking them again would double everybody's first start.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Loaded by Node itself: they read their own files, or are shared with code outside Next.
  serverExternalPackages: ['pdfkit', 'pg', 'pg-boss', 'nodemailer', '@prisma/client', '@prisma/adapter-pg', 'next-auth', 'unified', 'syllable'],
  // A spreadsheet's worth; the front door holds every other address to 256 kB.
  experimental: { serverActions: { bodySizeLimit: '3mb' } },
  turbopack: { root: import.meta.dirname },
  devIndicators: false,
};

export default withMdx(config);
