export * from './geometry.ts';
export * from './local-time.ts';
export * from './result.ts';
export * from './units.ts';
