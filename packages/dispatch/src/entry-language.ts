import type { TranslationEntryBody } from './entry-translation.ts';
import type { CallId } from './ids.ts';
import type { InterpreterStep } from './interpreter.ts';

/** What is written about callers of other languages. */
export type LanguageEntryBody =
  | TranslationEntryBody
  | {
      readonly type: 'InterpreterStamped';
      readonly data: { readonly callId: CallId; readonly step: InterpreterStep };
    };
