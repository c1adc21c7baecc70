import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

type StaticPage = { html: Buffer; brotli: Buffer; gzip: Buffer; etag: string };
export type StaticPages = ReadonlyMap<string, StaticPage>;

/** Reads what the build prerendered, compressed once here and not for every reader. Pages of the framework's own (`/_…`) stay its business. */
export function readStaticPages(routes: string[]): StaticPages {
  return new Map(
    routes
      .filter((route) => !route.startsWith('/_'))
      .map((route) => {
        const html = readFileSync(`.next/server/app${route === '/' ? '/index' : route}.html`);
        const brotli = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
        return [route, { html, brotli, gzip: gzipSync(html, { level: 9 }), etag: `"${createHash('sha256').update(html).digest('base64url').slice(0, 27)}"` }];
      }),
  );
}

export function sendStaticPage(request: IncomingMessage, response: ServerResponse, page: StaticPage) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding = /\bbr\b/.test(accepted) ? 'brotli' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
  const body = encoding ? page[encoding] : page.html;
  const etag = encoding ? page.etag.replace(/"$/, `-${encoding}"`) : page.etag;
  response.setHeader('ETag', etag);
  response.setHeader('Cache-Control', 'public, max-age=0, must-revalidate');
  response.setHeader('Vary', 'Accept-Encoding, Cookie, RSC');
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    ...(encoding ? { 'Content-Encoding': encoding === 'brotli' ? 'br' : 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
