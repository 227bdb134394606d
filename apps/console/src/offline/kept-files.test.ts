import { expect, test } from 'vitest';
import { neededBy } from '../../kept-files.ts';

test('a page needs what is named in it, and what that names, and nothing of other pages', () => {
  const built = new Map([
    ['unit.html', '<script src="/assets/unit-1.js">'],
    ['index.html', '<script src="/assets/index-1.js">'],
    ['assets/unit-1.js', 'import("./PhoneMap-1.js"),["assets/style-1.css"]'],
    ['assets/index-1.js', ''],
    ['assets/PhoneMap-1.js', 'new URL("/assets/worker-1.js")'],
    ['assets/style-1.css', ''],
    ['assets/worker-1.js', ''],
  ]);
  expect(neededBy('unit.html', built)).toEqual([
    'assets/PhoneMap-1.js',
    'assets/style-1.css',
    'assets/unit-1.js',
    'assets/worker-1.js',
  ]);
});
