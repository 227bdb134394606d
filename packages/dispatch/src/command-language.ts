import type { TranslationCommand } from './command-translation.ts';
import type { CallId } from './ids.ts';
import type { InterpreterStep } from './interpreter.ts';

/** What is asked about callers of other languages. */
export type LanguageCommand =
  | TranslationCommand
  /** An interpreter was asked for, is on the line, or has left. */
  | { readonly type: 'StampInterpreter'; readonly callId: CallId; readonly step: InterpreterStep };
