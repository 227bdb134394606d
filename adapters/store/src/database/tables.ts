import type { Generated } from 'kysely';
import type { BreakGlassReason } from '../signin/breakGlass.ts';

/** The tables as Kysely sees them; sql/ is the source. Times are milliseconds of UTC. */
export interface Tables {
  log: LogTable;
  entry: EntryTable;
  installation: { one: Generated<boolean>; kind: 'live' | 'drill'; created_at: number };
  sealed: SealedTable;
  sealed_read: {
    read_id: Generated<number>;
    log_id: string;
    sealed_id: string;
    reader: string;
    purpose: string;
    at: number;
  };
  erasure: { log_id: string; sealed_id: string; key_id: string; at: number; reason: string };
  position: PositionTable;
  position_kept_aside: Omit<PositionTable, 'written_by'> & { reason: string };
  operator: OperatorTable;
  session: {
    token_hash: Buffer;
    operator_id: string;
    csrf_token: string;
    language: string;
    created_at: number;
    expires_at: number;
  };
  agency_key: {
    log_id: string;
    agency_id: string;
    key_hash: Buffer;
    issued_at: number;
    revoked_at: number | null;
    last_seen_at: number | null;
  };
  tracker: {
    log_id: string;
    tracker_id: string;
    unit_id: string;
    key_hash: Buffer;
    issued_at: number;
    revoked_at: number | null;
    last_seen_at: number | null;
    clock_ahead_ms: number | null;
  };
  second_factor: {
    operator_id: string;
    secret: string;
    begun_at: number;
    confirmed_at: number | null;
    last_step: Generated<number>;
  };
  recovery_code: { operator_id: string; code_hash: Buffer; used_at: number | null };
  break_glass: {
    code_id: string;
    code_hash: Buffer;
    role: OperatorTable['role'];
    hours: number;
    issued_at: number;
    valid_until: number;
    revoked_at: number | null;
    used_at: number | null;
    reason: BreakGlassReason | null;
    operator_id: string | null;
    open_until: number | null;
    ended_at: number | null;
  };
  operator_act: {
    act_id: Generated<number>;
    at: number;
    actor: string | null;
    login: string;
    act: 'made' | 'role' | 'password' | 'deviceLost' | 'ended' | 'givenBack' | 'signedOut';
    role: OperatorTable['role'] | null;
    role_before: OperatorTable['role'] | null;
  };
  sign_in_failure: { who: string; failures: number; last_at: number };
}

export type LogKind = 'live' | 'drill' | 'simulation';

interface LogTable {
  log_id: string;
  kind: LogKind;
  created_at: number;
  head: Generated<number>;
  head_hash: Generated<Buffer>;
}

interface EntryTable {
  log_id: string;
  seq: number;
  at: number;
  recorded_at: number;
  actor: unknown;
  command_id: string;
  index: number;
  type: string;
  incident_id: string | null;
  unit_id: string | null;
  on_paper: unknown;
  data: unknown;
  hash: Buffer;
}

export type SealedKind = 'contact' | 'words' | 'note' | 'place' | 'handOver' | 'photo';

interface SealedTable {
  log_id: string;
  sealed_id: string;
  kind: SealedKind;
  call_id: string | null;
  incident_id: string | null;
  sealed_at: number;
  ended_at: number | null;
  key_id: string;
  body: Buffer | null;
  erased_at: number | null;
}

interface PositionTable {
  log_id: string;
  unit_id: string;
  fix_at: number;
  lng: number;
  lat: number;
  speed_kmh: number | null;
  heading_degrees: number | null;
  received_at: number;
  written_by: Generated<string>;
}

interface OperatorTable {
  operator_id: string;
  login: string;
  display_name: string;
  role: 'callTaker' | 'dispatcher' | 'commander' | 'responder' | 'auditor' | 'administrator' | 'planner';
  unit_id: string | null;
  password_hash: string;
  created_at: number;
  disabled_at: number | null;
  ends_at: number | null;
  password_once: Generated<boolean>;
}
