import type { Health } from '@clarion/protocol';
import type { Requester } from '../link/request.ts';

export type KindOfLog = 'live' | 'drill' | 'simulation';

/** Whether this is a drill, before anybody has signed in; undefined while the server is away. */
export async function kindOfLog(request: Pick<Requester, 'get'>): Promise<KindOfLog | undefined> {
  const answer = await request.get<Health>('/api/health');
  return answer.ok ? (answer.value.log.kind as KindOfLog) : undefined;
}
