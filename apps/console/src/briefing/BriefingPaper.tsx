import { type BriefingSheet, carriedCategories, triageCategories } from '@clarion/dispatch';
import { useEffect } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { age, duration, type Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { SheetPart, SheetTable } from './SheetPart.tsx';

/** The sheet for whoever commands, seen by the printer alone. Its head stands on every page; in a drill the banner too. */
export function BriefingPaper() {
  const console = useConsole();
  const w = useSpeech();
  const sheet = useCell(console.desk, desk => desk.sheet);
  const kind = useCell(console.picture.log, log => log.kind);
  const place = useCell(console.place);
  useEffect(() => {
    if (sheet === undefined) return;
    const printed = () => console.desk.change(({ sheet: _, ...desk }) => desk);
    addEventListener('afterprint', printed);
    window.print();
    return () => removeEventListener('afterprint', printed);
  }, [sheet, console]);
  if (sheet === undefined) return null;
  const { incident, asOf, seq } = sheet;
  return (
    <div className="briefing-sheet" aria-hidden="true">
      <table>
        <thead>
          <tr>
            <td>
              {kind === 'drill' && <p className="sheet-drill">{w('drill.banner')}</p>}
              <p className="sheet-head">
                <b>{w('sheet.title', { incident: incident.incidentId })}</b> · {w.named(place?.name)}
                <br />
                {w('sheet.asOf', { time: w.date(asOf), seq })}
              </p>
            </td>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <Parts sheet={sheet} w={w} />
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Parts({ sheet, w }: { readonly sheet: BriefingSheet; readonly w: Speech }) {
  const console = useConsole();
  const { board } = useCell(console.picture.board);
  const { types = [], posts = [] } = board.configuration ?? {};
  const { incident, place, asOf, major, casualties, hospitals, units, orders, plans } = sheet;
  const type = w.named(types.find(one => one.typeId === incident.typeId)?.names) || w('queue.noType');
  const postName = (postId: string) => w.named(posts.find(one => one.postId === postId)?.names) || postId;
  const left = (dueAt: number | undefined) =>
    dueAt === undefined
      ? ''
      : asOf < dueAt
        ? w('major.due', { left: duration(dueAt - asOf) })
        : w('major.overdue', { since: duration(asOf - dueAt) });
  const none = (all: readonly unknown[]) => (all.length === 0 ? w('major.nothing') : undefined);
  return (
    <>
      <SheetPart title={w('sheet.incident')}>
        <p>
          <b>
            {w('priority.short', { n: incident.priority })} {type}
          </b>
          {incident.alarm !== undefined && ` · ${w('alarm.short', { n: incident.alarm })}`} ·{' '}
          {w('sheet.opened', { time: w.date(incident.openedAt) })}
        </p>
        <p>
          {place === undefined
            ? w('sheet.noPlace')
            : [place.label, place.district, `${place.at[1].toFixed(5)}, ${place.at[0].toFixed(5)}`]
                .filter(Boolean)
                .join(' · ')}
        </p>
        {sheet.movedAt !== undefined && <p>{w('sheet.moved', { time: w.time(sheet.movedAt) })}</p>}
        {major !== undefined && (
          <p>
            <b>{w('sheet.major', { reason: w(`majorReason.${major.reason}`), time: w.time(major.since) })}</b>
          </p>
        )}
        <p>
          {sheet.clocks
            .map(({ clock, elapsedMs = 0, isOver }) =>
              w(isOver ? 'sheet.clockOver' : 'sheet.clock', {
                clock: w(`clock.${clock}`),
                time: duration(elapsedMs),
              }),
            )
            .join(' · ')}
        </p>
      </SheetPart>
      {casualties !== undefined && (
        <SheetPart title={w('major.casualties')}>
          <SheetTable
            head={[w('major.place'), ...triageCategories.map(one => w(`triage.${one}`)), w('major.age')]}
            rows={[
              ...casualties.places.map(({ place: number, counts, at }) => [
                `${number}`,
                ...triageCategories.map(one => `${counts[one]}`),
                `${w.time(at)} (${age(asOf - at)})`,
              ]),
              [w('sheet.total'), ...triageCategories.map(one => `${casualties.total[one]}`), ''],
              [w('major.sent'), ...carriedCategories.map(one => `${casualties.withHospital[one]}`), '—', ''],
            ]}
          />
        </SheetPart>
      )}
      <SheetPart title={w('major.hospitals')} empty={none(hospitals)}>
        <SheetTable
          head={[w('major.hospital'), ...carriedCategories.map(one => w(`triage.${one}`)), w('major.age')]}
          rows={hospitals.map(one => [
            postName(one.postId),
            ...carriedCategories.map(category => roomInWords(one, category, w)),
            one.at === undefined ? w('major.notTold') : `${w.time(one.at)} (${age(asOf - one.at)})`,
          ])}
        />
      </SheetPart>
      <SheetPart title={w('sheet.units')} empty={none(units)}>
        <SheetTable
          head={[w('major.unit'), w('sheet.status'), w('sheet.since'), w('major.role')]}
          rows={units.map(({ unitId, status, since, roles, staged }) => [
            unitId,
            [w(`status.${status}`), staged && [w('sheet.staged'), staged.place].filter(Boolean).join(' ')]
              .filter(Boolean)
              .join(' · '),
            w.time(since),
            roles.map(one => w(`commandRole.${one}`)).join(', '),
          ])}
        />
      </SheetPart>
      <SheetPart title={w('major.orders')} empty={none(orders)}>
        <SheetTable
          head={[w('major.order'), w('major.unit'), w('sheet.due')]}
          rows={orders.map(({ number, unitId, order, dueAt }) => [
            `${number} ${w(`order.${order}`)}`,
            unitId,
            left(dueAt),
          ])}
        />
      </SheetPart>
      {plans.map(({ names, version, level, steps, open, contacts }) => (
        <SheetPart
          key={`${w.named(names)} ${version}`}
          title={w('sheet.plan', {
            plan: w.named(names),
            level: w.named(level),
            version,
            open: open.length,
            steps,
          })}
        >
          <SheetTable
            head={[w('rules.plan.step'), w('major.role'), w('sheet.due')]}
            rows={open.map(({ number, step, dueAt }) => [
              `${number} ${w.named(step.names) || step.stepId}`,
              step.role === undefined ? '' : w(`commandRole.${step.role}`),
              left(dueAt),
            ])}
          />
          {contacts.length > 0 && (
            <p>{contacts.map(({ names: of, line }) => `${w.named(of)} ${line}`).join(' · ')}</p>
          )}
        </SheetPart>
      ))}
      <SheetPart title={w('sheet.dangers')}>
        <p>
          {sheet.hazards
            .map(({ hazard, until }) =>
              [
                w(`hazard.${hazard}`),
                until === undefined ? '' : w('handOver.until', { time: w.time(until) }),
              ].join(' '),
            )
            .join(' · ') || w('major.nothing')}
        </p>
        <ul>
          {sheet.cordons.map(({ cordonId, reason, expiresAt }) => (
            <li key={cordonId}>
              {w('sheet.cordon', {
                cordon: cordonId,
                reason: w(`cordonReason.${reason}`),
                time: w.time(expiresAt),
              })}
            </li>
          ))}
          {sheet.closures.map(({ closureId, label, expiresAt }) => (
            <li key={closureId}>
              {w('sheet.closure', {
                closure: closureId,
                street: w.named(label),
                time: w.time(expiresAt),
              })}
            </li>
          ))}
        </ul>
      </SheetPart>
    </>
  );
}

/** What a hospital can take still; beyond it how many were sent too many; what was sent where it told nothing. */
function roomInWords(
  { left, sent }: BriefingSheet['hospitals'][number],
  category: (typeof carriedCategories)[number],
  w: Speech,
): string {
  const n = left?.[category];
  if (n === undefined) return sent[category] === 0 ? '—' : w('sheet.sent', { n: sent[category] });
  return n < 0 ? w('major.over', { n: -n }) : `${n}`;
}
