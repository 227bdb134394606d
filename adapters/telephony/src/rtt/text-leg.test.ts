import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { textSender } from '../testing/text-sender.ts';
import { openTextLeg } from './text-leg.ts';

const hasIpv6 = Object.values(networkInterfaces()).some(all => all?.some(one => one.family === 'IPv6'));

test.skipIf(!hasIpv6)(
  'a leg that listens by IPv6 and IPv4 hears a phone that was offered by IPv4',
  async () => {
    const phone = createSocket('udp4');
    await new Promise<void>(resolve => phone.bind(0, '127.0.0.1', () => resolve()));
    const heard: string[] = [];
    const { port } = phone.address();
    const offer = { address: '127.0.0.1', port, payloads: { t140: 98 }, generations: 0, media: [], index: 0 };
    const leg = await openTextLeg(offer, {
      host: '::',
      ports: [0],
      tell: line => heard.push(line),
      onTrouble: error => {
        throw error;
      },
    });
    phone.send(textSender({ t140: 98, generations: 0 }).send('help\r'), leg!.port, '127.0.0.1');
    await expect.poll(() => heard).toEqual(['help']);
    leg!.stop();
    phone.close();
  },
);
