import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test.each([
  ['203.0.113.7', '203.0.113.7', 'an IPv4 address is itself'],
  ['::ffff:203.0.113.7', '203.0.113.7', 'an IPv4 address in IPv6 clothes is itself'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', 'an IPv6 address is its /64'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64', 'and so are its neighbours'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64', 'but not the next network'],
  ['2001:db8::1', '2001:db8:0:0::/64', 'a short form is filled in'],
  ['2001:db8:0:0:1::', '2001:db8:0:0::/64', 'wherever the gap is'],
  ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0::/64', 'and equals the long form'],
  ['::1', '0:0:0:0::/64', 'the loopback address'],
  ['::', '0:0:0:0::/64', 'nothing but a gap'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64', 'a zone is left out'],
  ['unknown', 'unknown', 'what is not an address shares one limit'],
  ['', '', 'even when it is empty'],
])('%s counts as %s: %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
