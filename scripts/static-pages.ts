import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type StaticFile = { body: Buffer; brotli: Buffer; gzip: Buffer; etag: string; headers: Record<string, string> };
export type StaticPages = ReadonlyMap<string, StaticFile>;

const brotli = (body: Buffer, quality: number) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
const PAGE = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'public, max-age=0, must-revalidate', Vary: 'Accept-Encoding, Cookie, RSC' };
const asset = (type: string) => ({ 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' });
const SCRIPTS_AND_STYLES = '.next/static/**/*.{js,css}';

const toFile = (body: Buffer, packed: Buffer, headers: Record<string, string>): StaticFile => ({
  body,
  brotli: packed,
  gzip: gzipSync(body, { level: 9 }),
  etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
  headers,
});

/** Packs the build's scripts and styles as small as they go, once: a seventh less than gzip, which is all the framework would send. */
export function packScripts() {
  for (const file of globSync(SCRIPTS_AND_STYLES)) writeFileSync(`${file}.br`, brotli(readFileSync(file), 11));
}

/** Reads what the build made: its prerendered pages, compressed once here and not for every reader, and its scripts and styles. Pages of the framework's own (`/_…`) stay its business. */
export function readStaticPages(routes: string[]): StaticPages {
  const pages = routes
    .filter((route) => !route.startsWith('/_'))
    .map((route): [string, StaticFile] => {
      const html = readFileSync(`.next/server/app${route === '/' ? '/index' : route}.html`);
      return [route, toFile(html, brotli(html, 9), PAGE)];
    });
  const files = globSync(SCRIPTS_AND_STYLES)
    .filter((file) => existsSync(`${file}.br`))
    .map((file): [string, StaticFile] => [
      `/_next/${file.slice('.next/'.length)}`,
      toFile(readFileSync(file), readFileSync(`${file}.br`), asset(file.endsWith('.css') ? 'text/css' : 'application/javascript')),
    ]);
  return new Map([...pages, ...files]);
}

export function sendStaticPage(request: IncomingMessage, response: ServerResponse, file: StaticFile) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding = /\bbr\b/.test(accepted) ? 'brotli' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
  const body = encoding ? file[encoding] : file.body;
  const etag = encoding ? file.etag.replace(/"$/, `-${encoding}"`) : file.etag;
  response.setHeader('ETag', etag);
  for (const [name, value] of Object.entries(file.headers)) response.setHeader(name, value);
  if (request.headers['if-none-match'] === etag) {
    response.removeHeader('Content-Type');
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, {
    'Content-Length': body.length,
    ...(encoding ? { 'Content-Encoding': encoding === 'brotli' ? 'br' : 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
