import { say } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

const refused = (...argv: string[]) => {
  const options = readOptions(argv, {});
  return options.ok ? 'taken' : say('zh-CN', options.error.code, options.error.params);
};

test('without options it is the generated town on port 8080, for this machine only', () => {
  expect(readOptions([], {})).toMatchObject({
    ok: true,
    value: { port: 8080, host: '127.0.0.1', dataFolder: './.clarion', exercise: 'default', speed: 1 },
  });
});

test('what is wrong is named, in the user’s language', () => {
  expect(refused('--colour', 'red')).toBe('没有选项 --colour。使用 --help 查看全部选项。');
  expect(refused('--port', '99999')).toContain('--port');
  expect(refused('--speed', 'fast')).toContain('--speed');
  expect(refused('--speed', '0')).toContain('--speed');
  expect(refused('--days', '-1')).not.toBe('taken');
  expect(refused('--seed', '1.5')).toContain('--seed');
  expect(refused('--report', 'xml')).toContain('json');
});

test('the environment names the database, the keys and the bus; empty names are none', () => {
  const options = readOptions([], { DATABASE_URL: 'postgres://x', CLARION_KEYS_FOLDER: '/k', NATS_URL: '' });
  expect(options.ok && options.value).toMatchObject({ databaseUrl: 'postgres://x', keysFolder: '/k' });
  expect(options.ok && 'natsUrl' in options.value).toBe(false);
});
