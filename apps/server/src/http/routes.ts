import { mayGive } from '@clarion/dispatch';
import type { SecondFactors } from '@clarion/store';
import type { SipHeard } from '@clarion/telephony';
import type { Centre } from '../centre/centre.ts';
import type { Presence } from '../desks/presence.ts';
import type { DrillLead } from '../drill/lead-drill.ts';
import type { ExerciseState } from '../exercise/state.ts';
import type { LineDesk } from '../line/line-desk.ts';
import type { Hub } from '../live/hub.ts';
import type { PositionFeeds } from '../positions/feeds.ts';
import type { Intake } from '../positions/intake.ts';
import type { TrackerGate } from '../positions/tracker-gate.ts';
import type { ShiftDesk } from '../shifts/shift-desk.ts';
import type { AgencyGate } from '../transfer/agency-gate.ts';
import type { Outside } from '../watch/outside.ts';
import { addAccountRoutes } from './account-routes.ts';
import { addAgencyRoutes } from './agency-routes.ts';
import { type App, createApp } from './app.ts';
import { addBreakGlassRoutes } from './break-glass-routes.ts';
import { addCardRoutes } from './card-routes.ts';
import { addCommandRoutes } from './command-routes.ts';
import { addCordonRoutes } from './cordon-routes.ts';
import type { Door } from './door.ts';
import { addDuplicateRoutes } from './duplicate-routes.ts';
import { addExerciseRoutes } from './exercise-routes.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addLineRoutes } from './line-routes.ts';
import { addLiveRoute } from './live-route.ts';
import { addLocationRoutes } from './location-routes.ts';
import { addLogRoutes } from './log-routes.ts';
import { addOperatorRoutes } from './operator-routes.ts';
import { addPages } from './page-routes.ts';
import { addPhotoRoutes } from './photo-routes.ts';
import { addPlaceRoutes } from './place-routes.ts';
import { addPlanningRoutes } from './planning-routes.ts';
import { addPositionRoutes } from './position-routes.ts';
import { addRecommendationRoutes } from './recommendation-routes.ts';
import { addReplayRoutes } from './replay-routes.ts';
import { addRulesRoutes } from './rules-routes.ts';
import { addSealedRoutes } from './sealed-routes.ts';
import { addSessionRoutes } from './session-routes.ts';
import { addShiftRoutes } from './shift-routes.ts';
import { addSignOnRoutes, type SignOn } from './sign-on-routes.ts';
import { addSpeedRoutes } from './speed-routes.ts';
import { addStreetRoutes } from './street-routes.ts';
import { addTrackerRoutes } from './tracker-routes.ts';

export interface Served {
  readonly lineKey?: string | undefined;
  readonly centre: Centre;
  readonly door: Door;
  readonly factors: SecondFactors;
  readonly outside: Outside;
  /** The organisation's own. */
  readonly signOn?: SignOn;
  /** Looks for alarms now. */
  readonly alarm: () => Promise<unknown>;
  readonly hub: Hub;
  readonly presence: Presence;
  readonly shifts: ShiftDesk;
  readonly intake: Intake;
  readonly gate: TrackerGate;
  readonly agencies: AgencyGate;
  readonly feeds: PositionFeeds;
  readonly line: LineDesk;
  /** What came over SIP, where it is open. */
  readonly sip: () => Readonly<SipHeard> | undefined;
  readonly exercise: ExerciseState;
  /** Of a drill. */
  readonly lead?: DrillLead;
  /** Folder of the built pages; absent in tests. */
  readonly pages?: string;
  readonly trustProxy?: boolean;
  readonly logLevel?: string;
}

/** The whole HTTP surface of one centre, ready to listen. */
export async function serve(served: Served): Promise<App> {
  const { centre, door, hub, presence, intake, gate, feeds, line, exercise, pages } = served;
  const app = await createApp({
    door,
    gate,
    mayGive: (role, type) => mayGive(role, type, centre.log.board),
    agencies: served.agencies,
    lineKey: served.lineKey,
    version: centre.version,
    ...(served.trustProxy === undefined ? {} : { trustProxy: served.trustProxy }),
    ...(served.logLevel === undefined ? {} : { logLevel: served.logLevel }),
  });
  app.after(() => {
    addSessionRoutes(app, centre, door, presence);
    addSignOnRoutes(app, centre, door, served.signOn);
    addBreakGlassRoutes(app, centre, door, served.alarm);
    addCommandRoutes(app, centre);
    addCardRoutes(app, centre);
    addRulesRoutes(app, centre);
    addSealedRoutes(app, centre);
    addPhotoRoutes(app, centre);
    addLogRoutes(app, centre);
    addReplayRoutes(app, centre);
    addPositionRoutes(app, centre, intake);
    addTrackerRoutes(app, centre, gate);
    addAgencyRoutes(app, centre, served.agencies);
    addRecommendationRoutes(app, centre);
    addPlaceRoutes(app, centre);
    addStreetRoutes(app, centre);
    addCordonRoutes(app, centre);
    addDuplicateRoutes(app, centre);
    addLocationRoutes(app, centre);
    addLineRoutes(app, centre, line);
    addSpeedRoutes(app, centre);
    addPlanningRoutes(app, centre);
    addHealthRoutes(app, centre, hub, feeds, served.line, served.sip, served.outside);
    addShiftRoutes(app, served.shifts);
    addOperatorRoutes(app, centre, door, served.factors);
    addAccountRoutes(app, centre, door, served.factors);
    addExerciseRoutes(app, exercise, served.lead);
    addLiveRoute(app, { centre, hub, intake, door, presence });
    app.get('/api/openapi.json', { config: { access: 'everyone' } }, async (_request, reply) =>
      reply.send(app.swagger()),
    );
  });
  if (pages !== undefined) await addPages(app, pages);
  await app.ready();
  return app;
}
