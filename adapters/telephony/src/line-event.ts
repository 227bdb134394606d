/** What a line says of a call. Ids are the telephone system's own. */
export type LineEvent =
  | {
      readonly event: 'ring';
      readonly lineCallId: string;
      readonly number?: string;
      /** Whoever calls types, and does not speak. */
      readonly byText?: true;
    }
  | { readonly event: 'answered'; readonly lineCallId: string }
  | { readonly event: 'abandoned'; readonly lineCallId: string }
  | { readonly event: 'location'; readonly lineCallId: string; readonly pidf: string }
  /** Where a location server is asked for it (RFC 6442, RFC 6753). */
  | { readonly event: 'locationReference'; readonly lineCallId: string; readonly uri: string }
  | { readonly event: 'text'; readonly lineCallId: string; readonly text: string; readonly number?: string }
  | { readonly event: 'recording'; readonly lineCallId: string; readonly reference: string };
