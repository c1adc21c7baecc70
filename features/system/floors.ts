/** The floors below which a known hole is open (last looked at on 21 November 2026). `test/versions.test.ts` holds the lock file to them, and /admin/system what runs. */
export const FLOORS = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  'next-auth': '4.24.15',
  nodemailer: '10.1.4',
  sharp: '0.35.5',
  '@prisma/client': '7.10.0',
};

/** The runtime this was released with. */
export const NODE_FLOOR = '24.21.0';

/** Of each PostgreSQL that still gets fixes, the lowest release we take (those of May 2026, the bundled one's). An older major version gets no more fixes: 14 ended in November 2026. */
export const POSTGRES_FLOORS: Record<string, string> = { '15': '15.18', '16': '16.14', '17': '17.10', '18': '18.4' };

/** Whether a version is lower than a floor. What follows the numbers (a build's name) does not count. */
export const below = (version: string, floor: string): boolean => {
  const [a, b] = [version, floor].map((text) =>
    text
      .split(/[^\d.]/)[0]!
      .split('.')
      .map(Number),
  );
  for (let at = 0; at < 3; at++) if ((a![at] ?? 0) !== (b![at] ?? 0)) return (a![at] ?? 0) < (b![at] ?? 0);
  return false;
};
