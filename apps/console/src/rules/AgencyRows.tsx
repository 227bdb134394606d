import type { OutsideAgency } from '@clarion/dispatch';
import { SomeOf, useInHand, without } from './ConditionFields.tsx';
import { ChoiceField, NamesField, NumberField, TextField } from './Fields.tsx';
import { Rows } from './Rows.tsx';

/** Agencies that take matters over: what each takes, how it is told, and by when it answers. */
export function AgencyRows() {
  const { wanted, change, options, w } = useInHand();
  const agencies = wanted.agencies ?? [];
  const channels = (wanted.paging?.channels ?? []).filter(one => one.kind !== 'phone');
  return (
    <>
      <h3>{w('rules.agencies')}</h3>
      <Rows
        path="agencies"
        label={w('rules.agency')}
        columns={[
          w('rules.agency.id'),
          w('rules.names'),
          w('rules.categories'),
          w('rules.agency.line'),
          w('rules.agency.channel'),
          w('rules.agency.receipt'),
          w('rules.agency.result'),
        ]}
        rows={agencies}
        make={(): OutsideAgency => ({
          agencyId: `agency-${agencies.length + 1}`,
          names: {},
          receiptSeconds: 600,
        })}
        onChange={next => change(now => ({ ...now, agencies: next }))}
        cells={(agency, path, put) => [
          <TextField
            key="id"
            bare
            label={w('rules.agency.id')}
            path={`${path}.agencyId`}
            value={agency.agencyId}
            onChange={agencyId => put({ ...agency, agencyId })}
          />,
          <NamesField
            key="names"
            bare
            path={`${path}.names`}
            value={agency.names}
            onChange={names => put({ ...agency, names })}
          />,
          <SomeOf
            key="categories"
            bare
            of={agency}
            field="categories"
            path={path}
            label={w('rules.categories')}
            options={options.categories}
            onChange={put}
          />,
          <TextField
            key="line"
            bare
            label={w('rules.agency.line')}
            path={`${path}.line`}
            value={agency.line ?? ''}
            onChange={line => put(line === '' ? without(agency, 'line') : { ...agency, line })}
          />,
          <ChoiceField
            key="channel"
            bare
            label={w('rules.agency.channel')}
            path={`${path}.channelId`}
            value={agency.channelId ?? ''}
            options={[
              ['', w('rules.absent')],
              ...channels.map(one => [one.channelId, one.channelId] as const),
            ]}
            onChange={channelId =>
              put(channelId === '' ? without(agency, 'channelId') : { ...agency, channelId })
            }
          />,
          <NumberField
            key="receipt"
            bare
            label={w('rules.agency.receipt')}
            path={`${path}.receiptSeconds`}
            value={agency.receiptSeconds}
            onChange={seconds => put({ ...agency, receiptSeconds: seconds ?? Number.NaN })}
          />,
          <NumberField
            key="result"
            bare
            label={w('rules.agency.result')}
            path={`${path}.resultHours`}
            value={agency.resultHours}
            onChange={hours =>
              put(hours === undefined ? without(agency, 'resultHours') : { ...agency, resultHours: hours })
            }
          />,
        ]}
      />
    </>
  );
}
