import { fail, type Result } from '@clarion/measure';
import type { CommandAccepted } from '@clarion/protocol';
import type { Requester, RequestFault } from '../link/request.ts';
import type { Queued } from './queue.ts';

interface PositionAnswer {
  readonly keptAside: readonly { readonly reason: string }[];
}

/** Sends one action of a crew by the way that it goes. A position that was not believed is refused, by code. */
export async function sendAction(
  request: Requester,
  { id, action }: Queued,
  picture: Blob | undefined,
): Promise<Result<unknown, RequestFault>> {
  switch (action?.kind) {
    case 'command':
      return request.post<CommandAccepted>('/api/commands', { commandId: id, command: action.command });
    case 'photo': {
      // The phone has cleared what it kept: there is nothing to send any more.
      if (picture === undefined) return fail({ status: 410, code: 'PhotoErased', message: '' });
      const { incidentId, happenedAt } = action;
      const query = new URLSearchParams({ commandId: id, incidentId, happenedAt: `${happenedAt}` });
      return request.post<CommandAccepted>(`/api/photos?${query}`, picture);
    }
    case 'position': {
      const answer = await request.post<PositionAnswer>('/api/positions', { fixes: [action.fix] });
      const aside = answer.ok ? answer.value.keptAside[0] : undefined;
      return aside === undefined
        ? answer
        : fail({ status: 409, code: `position.${aside.reason}`, message: '' });
    }
    default:
      return fail({ status: 410, code: 'FieldWrong', message: '' });
  }
}
