import { createContext, useContext } from 'react';
import { createSpeech, type Speech } from './speak.ts';

export const SpeechContext = createContext<Speech>(createSpeech('en', 'UTC'));

/** The words of the page in the reader's language. */
export const useSpeech = (): Speech => useContext(SpeechContext);
