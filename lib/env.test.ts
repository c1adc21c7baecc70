import { describe, expect, test } from 'vitest';
import { contactPoints, parseEnv } from './env.ts';

const demo = {
  COMPOSURE_MODE: 'demo',
  DATABASE_URL: 'postgres://u:p@localhost:5432/x',
  APP_URL: 'http://localhost:3000',
  AUTH_SECRET: 'Zk3vT9qLw8RbX1cYp5Nd7MhJs2GfUe4A',
};
const production = { ...demo, COMPOSURE_MODE: 'production', APP_URL: 'https://learn.example.org', SMTP_URL: 'smtps://u:p@mail.example.org' };
const oidc = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y', OIDC_NAME: 'Example' };

type Source = Record<string, string | undefined>;
const problems = (source: Source) => {
  const parsed = parseEnv(source);
  return parsed.ok ? [] : parsed.problems;
};

describe('an environment is accepted', () => {
  test.each<[string, Source]>([
    ['for the demo', demo],
    ['for the demo by address', { ...demo, APP_URL: 'http://127.0.0.1:3001' }],
    ['for the demo by IPv6 address', { ...demo, APP_URL: 'http://[::1]:3001/' }],
    ['for production', production],
    ['for production on this machine', { ...production, APP_URL: 'http://localhost:3000' }],
    ['with a slash after the origin', { ...production, APP_URL: 'https://learn.example.org/' }],
    ['with single sign-on', { ...production, ...oidc }],
    ['with a shifted clock in the demo', { ...demo, CLOCK_OFFSET_MS: '-86400000' }],
    ['with empty variables, which count as absent', { ...production, OIDC_ISSUER: '', TRUSTED_PROXIES: '', DATABASE_POOL: '' }],
    ['with variables that are not ours', { ...production, PATH: '/bin', NODE_ENV: 'production' }],
  ])('%s', (_, source) => {
    expect(problems(source)).toEqual([]);
  });

  test('with production as the mode, ten connections, no proxies and an unshifted clock unless told', () => {
    const { COMPOSURE_MODE: _, ...rest } = production;
    const parsed = parseEnv(rest);
    expect(parsed.ok && parsed.env).toMatchObject({ COMPOSURE_MODE: 'production', DATABASE_POOL: 10, TRUSTED_PROXIES: 0, CLOCK_OFFSET_MS: 0 });
  });
});

describe('a variable is refused by name, and its value is not repeated', () => {
  const secret = 'canary-Zk3vT9qLw8RbX1cYp5Nd7MhJs2GfUe4A';
  test.each<[string, string, RegExp, Source?]>([
    ['COMPOSURE_MODE', 'canary', /./],
    ['COMPOSURE_MODE', 'Production', /./],
    ['DATABASE_URL', 'mysql://canary@x/y', /must be a URL beginning postgres:\/\/ or postgresql:\/\//],
    ['DATABASE_URL', 'canary', /must be a URL/],
    ['DATABASE_POOL', 'canary', /./],
    ['DATABASE_POOL', '0', /./],
    ['DATABASE_POOL', '101', /./],
    ['DATABASE_POOL', '2.5', /./],
    ['APP_URL', 'canary.example.org', /must be a URL beginning https:\/\/ or http:\/\//],
    ['APP_URL', 'ftp://canary.example.org', /must be a URL/],
    ['APP_URL', 'javascript:canary', /must be a URL/],
    ['APP_URL', 'https://canary.example.org/learn', /must be an origin/],
    ['APP_URL', 'https://canary.example.org/?x', /must be an origin/],
    ['APP_URL', 'https://canary.example.org/#x', /must be an origin/],
    ['APP_URL', 'https://user:canary@learn.example.org', /must be an origin/],
    ['APP_URL', 'http://canary.example.org', /must begin https:\/\//],
    ['APP_URL', 'http://localhost.canary.example.org', /must begin https:\/\//],
    ['APP_URL', 'https://canary.example.org', /must be on this machine in the demo/, demo],
    ['AUTH_SECRET', 'canary', /too short/],
    ['AUTH_SECRET', 'canary'.repeat(10), /guessable/],
    ['AUTH_SECRET', `canary-changeme-${secret}`, /guessable/],
    ['AUTH_SECRET', `canary-SECRET-${secret}`, /guessable/],
    ['AUTH_SECRET', 'x'.repeat(64), /guessable/],
    ['SMTP_URL', 'https://canary.example.org', /must be a URL beginning smtp:\/\/ or smtps:\/\//],
    ['MAIL_FROM', 'x', /./],
    ['TRUSTED_PROXIES', '-1', /./],
    ['TRUSTED_PROXIES', '6', /./],
    ['TRUSTED_PROXIES', 'canary', /./],
    ['OIDC_ISSUER', 'canary', /must be a URL/, { ...production, ...oidc }],
    ['OIDC_ISSUER', 'https://canary.example.org', /set all four or none/],
    ['OIDC_NAME', 'canary'.repeat(10), /./, { ...production, ...oidc }],
    ['CLOCK_OFFSET_MS', '1000', /is for the demo only/],
    ['CLOCK_OFFSET_MS', 'canary', /./, demo],
  ])('%s=%s', (name, value, reason, source = production) => {
    const found = problems({ ...source, [name]: value });
    expect(found.length).toBe(1);
    expect(found[0]).toMatch(new RegExp(`^${name} `));
    expect(found[0]).toMatch(reason);
    expect(found[0]).not.toMatch(/canary|Zk3v/);
  });
});

describe('what is missing is named', () => {
  test.each(['DATABASE_URL', 'APP_URL', 'AUTH_SECRET', 'SMTP_URL'] as const)('%s', (name) => {
    for (const absent of [undefined, '']) expect(problems({ ...production, [name]: absent })[0]).toMatch(new RegExp(`^${name} is missing`));
  });

  test('all at once, a sentence each', () => {
    expect(problems({}).map((problem) => problem.split(' ')[0])).toEqual(['DATABASE_URL', 'APP_URL', 'AUTH_SECRET']);
    expect(problems({}).every((problem) => /^\w+ .+\.$/.test(problem))).toBe(true);
  });

  test('mail needs no server in the demo', () => {
    expect(problems({ ...demo, SMTP_URL: undefined })).toEqual([]);
  });

  test.each(Object.keys(oidc))('single sign-on without %s', (name) => {
    expect(problems({ ...production, ...oidc, [name]: undefined })).toEqual([expect.stringMatching(/^OIDC_ISSUER works only together/)]);
  });
});

describe('what the operator says of themselves', () => {
  test('nothing is shown that is not set', () => {
    expect(contactPoints({})).toEqual({ places: [], phone: null, whatsApp: null });
    expect(contactPoints({ PLACES: ' ', PHONE: '', WHATSAPP: '  ' })).toEqual({ places: [], phone: null, whatsApp: null });
  });
  test('places and numbers as they were set', () => {
    expect(contactPoints({ PLACES: 'London, Dubai,remote', PHONE: '+44 20 7946 0000', WHATSAPP: '+971501234567' })).toEqual({
      places: ['London', 'Dubai', 'remote'],
      phone: '+44 20 7946 0000',
      whatsApp: '+971501234567',
    });
  });
  test.each(['020 7946 0000', '+44', 'call us', '+44 20 7946 0000; alert(1)', 'javascript:alert(1)'])(
    '“%s” is no number, and stops the build by name',
    (number) => {
      expect(() => contactPoints({ PHONE: number })).toThrow(/^PHONE must be an international number/);
    },
  );
});
