import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refusalOf } from './front-door.ts';

const ORIGIN = 'https://learn.example.org';
type Asked = Parameters<typeof refusalOf>[0];
const status = (asked: Partial<Asked>) => refusalOf({ method: 'GET', url: '/', headers: {}, ...asked }, ORIGIN)?.status ?? null;
const get = (url: string) => status({ url });

const form = { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded', 'content-length': '12' };
const post = (headers: Asked['headers']) => status({ method: 'POST', headers });
const { origin: _, ...stray } = form;

describe('an address', () => {
  test.each([
    '/',
    '/courses',
    '/courses/straight-and-kind/lessons/steps?x=1#y',
    '/certificates?code=ABCD+EFGH',
    '/search?q=%C3%A9%20%26',
    '/a//b',
    '/%F0%9F%8E%93',
    `/${'a'.repeat(1_999)}`,
    '/100%25',
    '/x?next=%2Fdashboard%3Fa%3Db',
    '/x?y=%00',
    '/?_rsc=1abc',
    `/admin/enrolments/plan?act=withdraw${'&id=01a20218-87fc-70ba-8512-516919ab114e'.repeat(50)}`,
  ])('%s is let in', (url) => {
    expect(get(url)).toBeNull();
  });

  test.each<[string, string, number]>([
    ['longer than 2,000 characters', `/${'a'.repeat(2_000)}`, 414],
    ['with a long query', `/?${'a'.repeat(2_000)}`, 414],
    ['with a zero byte in its path', '/a%00b', 400],
    ['with a raw control character', '/a\u0001b', 400],
    ['with a raw line break', '/a\r\nb', 400],
    ['that is not per cent-encoded right', '/%zz', 400],
    ['that ends in the middle of an escape', '/a%2', 400],
    ['that is not UTF-8', '/%c3%28', 400],
    ['with a lone surrogate', '/%ed%a0%80', 400],
    ['with an overlong slash', '/%c0%af', 400],
    ['with a broken query', '/?a=%zz', 400],
    ['with a broken second part of its query', '/?a?b=%zz', 400],
    ['with a backslash', '/\\evil.example', 400],
    ['with an encoded backslash', '/%5cevil.example', 400],
    ['with two slashes at the start', '//evil.example', 400],
    ['with three', '///evil.example', 400],
    ['of a proxy request', 'http://evil.example/', 400],
    ['of an asterisk', '*', 400],
    ['without a slash', 'courses', 400],
    ['that is empty', '', 400],
  ])('%s is refused', (_, url, refused) => {
    expect(get(url)).toBe(refused);
  });
});

describe('a method', () => {
  test.each(['GET', 'HEAD'])('%s is answered', (method) => {
    expect(status({ method })).toBeNull();
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'get', ''])('%j is refused', (method) => {
    expect(status({ method, headers: form })).toBe(405);
  });
});

describe('a router state', () => {
  test.each<[string, string | string[] | undefined, number | null]>([
    ['that is absent', undefined, null],
    ['that is an array', '%5B%22%22%2C%7B%7D%5D', null],
    ['that is not encoded right', '%zz', 400],
    ['that is not JSON', 'null,', 400],
    ['that is an object', '{}', 400],
    ['that is null', 'null', 400],
    ['that is empty', '', 400],
    ['that is too long', JSON.stringify(['x'.repeat(8_000)]), 400],
    ['that comes twice', ['[]', '[]'], 400],
  ])('%s is answered as it should be', (_, state, expected) => {
    expect(refusalOf({ method: 'GET', url: '/', headers: { 'next-router-state-tree': state } as Asked['headers'] }, ORIGIN)?.status ?? null).toBe(expected);
  });
});

describe('a POST', () => {
  test.each<[string, Asked['headers']]>([
    ['of our own form', form],
    ['that the browser calls same-origin, without an Origin', { ...stray, 'sec-fetch-site': 'same-origin' }],
    ['of a file form', { ...form, 'content-type': 'multipart/form-data; boundary=x' }],
    ['of JSON', { ...form, 'content-type': 'application/json; charset=utf-8' }],
    ['of an action', { ...form, 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'a1'.repeat(21) }],
    ['of nothing', { ...form, 'content-length': '0' }],
    ['of exactly 256 kB', { ...form, 'content-length': '262144' }],
  ])('%s is let in', (_, headers) => {
    expect(post(headers)).toBeNull();
  });

  test.each(globSync('app/**/off/route.ts'))('of one click in a mail reader, from nowhere, reaches %s', (file) => {
    const url = file.replace(/^app|\/route\.ts$/g, '').replace(/\[\w+\]/g, '01a2.AO8c-xq_c');
    expect(status({ method: 'POST', url, headers: stray })).toBeNull();
    expect(status({ method: 'POST', url: `${url}/more`, headers: stray })).toBe(403);
  });

  test.each<[string, Asked['headers'], number]>([
    ['without an origin', stray, 403],
    ['from another origin', { ...form, origin: 'https://evil.example' }, 403],
    ['from an origin that begins like ours', { ...form, origin: `${ORIGIN}.evil.example` }, 403],
    ['from our host without TLS', { ...form, origin: 'http://learn.example.org' }, 403],
    ['from our host on another port', { ...form, origin: `${ORIGIN}:8443` }, 403],
    ['from a sandbox', { ...form, origin: 'null' }, 403],
    ['from a sibling site', { ...stray, 'sec-fetch-site': 'same-site' }, 403],
    ['from another site', { ...stray, 'sec-fetch-site': 'cross-site' }, 403],
    ['from nowhere', { ...stray, 'sec-fetch-site': 'none' }, 403],
    ['with only a referrer', { ...stray, referer: `${ORIGIN}/` }, 403],
    ['of an action with a made-up id', { ...form, 'next-action': '../../x' }, 400],
    ['of an action with a short id', { ...form, 'next-action': 'a1' }, 400],
    ['of an action with an empty id', { ...form, 'next-action': '' }, 400],
    ['of an action with a long id', { ...form, 'next-action': 'a'.repeat(81) }, 400],
    ['of an action named by a prototype', { ...form, 'next-action': '__proto__' }, 400],
    ['that does not say how long it is', { origin: ORIGIN, 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, 411],
    ['of more than 256 kB', { ...form, 'content-length': '262145' }, 413],
    ['of endless length', { ...form, 'content-length': '9'.repeat(400) }, 413],
    ['without a type', { origin: ORIGIN, 'content-length': '1' }, 415],
    ['of XML', { ...form, 'content-type': 'application/xml' }, 415],
    ['of HTML', { ...form, 'content-type': 'text/html' }, 415],
    ['of a type that only begins like one of ours', { ...form, 'content-type': 'application/jsonp' }, 415],
    ['of a type that only contains one of ours', { ...form, 'content-type': 'x/y; application/json' }, 415],
  ])('%s is refused', (_, headers, refused) => {
    expect(post(headers)).toBe(refused);
  });

  test.each<[string, string, number | null]>([
    ['/admin/imports', '3145728', null],
    ['/admin/imports?sort=-created', '2200000', null],
    ['/admin/imports', '3145729', 413],
    ['/admin/imports', '12582912', 413],
    ['/admin/imports/x', '262145', 413],
    ['/admin/importsx', '262145', 413],
    ['/x?/admin/imports', '262145', 413],
  ])('to %s of %s bytes: %s', (url, length, expected) => {
    expect(status({ method: 'POST', url, headers: { ...form, 'content-length': length } })).toBe(expected);
  });

  test('is refused for its address before its origin', () => {
    expect(status({ method: 'POST', url: '/%zz', headers: form })).toBe(400);
  });
});

test('a refusal says nothing of what was asked', () => {
  const asked = [
    { url: '/%zz-canary' },
    { method: 'CANARY' },
    { method: 'POST', headers: { origin: 'https://canary.example' } },
    { headers: { 'next-router-state-tree': 'canary' } },
  ];
  for (const part of asked) expect(refusalOf({ method: 'GET', url: '/', headers: {}, ...part } as Asked, ORIGIN)?.text).not.toMatch(/canary/i);
});
