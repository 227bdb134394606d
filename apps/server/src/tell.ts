/** Says a sentence of the catalogue on the server's terminal. */
export type Tell = (key: string, params?: Readonly<Record<string, unknown>>) => void;
