import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startOn } from './start-on.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder of a centre that was started once and stopped; in English, with the generated town. */
    dataTemplate: string;
  }
}

/** What each centre's first start would make anew (town, database, sign-ins) is made once; centres begin with a copy. */
export default async function makeTemplate(project: TestProject): Promise<() => void> {
  const data = mkdtempSync(join(tmpdir(), 'clarion-e2e-template-'));
  const { stop } = await startOn(data, { CLARION_LANG: 'en' }, ['--exercise', 'off']);
  await stop();
  project.provide('dataTemplate', data);
  return () => rmSync(data, { recursive: true, force: true });
}
