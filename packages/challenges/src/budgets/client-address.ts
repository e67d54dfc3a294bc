import { BlockList, isIP, isIPv6 } from 'node:net';

/** Addresses that many share or that nobody outside has: loopback, private, link-local, unique local. */
const unrouted = new BlockList();
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  unrouted.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  unrouted.addSubnet(net, prefix, 'ipv6');
}

const plainAddress = (address: string): string =>
  address.split('%', 1)[0]!.replace(/^::ffff:(?=\d+\.)/i, '');

/** Whether the address stands for nobody in particular: a proxy's, or this machine's. */
export const isPrivateAddress = (address: string): boolean => {
  const plain = plainAddress(address);
  return isIP(plain) !== 0 && unrouted.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
};

/** Whom an address stands for: itself, in IPv6 its /64 network. Undefined where it is no address. */
export const clientNetwork = (address: string): string | undefined => {
  const plain = plainAddress(address);
  if (isIP(plain) === 0) return undefined;
  return isIPv6(plain) ? network64(plain) : plain;
};

/** The first four groups, written out: `2001:db8::1` is `2001:db8:0:0`. */
const network64 = (address: string): string => {
  const [head = '', tail = ''] = address.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Math.max(0, 8 - groups.length - after.length) : 0;
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};
