import { useSpeech } from '../words/useSpeech.ts';
import { kindInWords } from './CompareTable.tsx';
import { NumberField } from './NumberField.tsx';
import { type SitingForm, siteOf } from './siting-form.ts';

/** What is known of one post: whether it may be used, its room, its cost, who stands there in any case. */
export function SiteRow(props: {
  readonly name: string;
  readonly postId: string;
  readonly form: SitingForm;
  readonly onChange: (part: Partial<SitingForm>) => void;
}) {
  const w = useSpeech();
  const { form, postId, onChange } = props;
  const site = siteOf(form, postId);
  const set = (part: Partial<typeof site>) =>
    onChange({ sites: { ...form.sites, [postId]: { ...site, ...part } } });
  return (
    <tr data-site={postId}>
      <th scope="row" title={props.name}>
        {postId}
      </th>
      <td>
        <select
          value={site.forbidden ? 'forbidden' : 'open'}
          aria-label={w('plan.site.state')}
          onChange={event => set({ forbidden: event.target.value === 'forbidden' })}
        >
          <option value="open">{w('plan.site.open')}</option>
          <option value="forbidden">{w('plan.site.forbidden')}</option>
        </select>
      </td>
      <td>
        <NumberField
          label={w('plan.site.room')}
          name={`room.${postId}`}
          value={site.room}
          most={500}
          onChange={room => set({ room })}
        />
      </td>
      <td>
        <NumberField
          label={w('plan.site.cost')}
          name={`cost.${postId}`}
          value={site.cost}
          onChange={cost => set({ cost })}
        />
      </td>
      {form.kinds.map(({ kind }) => (
        <td key={kind}>
          <NumberField
            label={w('plan.site.fixedOf', { kind: kindInWords(kind, w) })}
            name={`fixed.${postId}.${kind}`}
            value={site.fixed[kind] ?? 0}
            most={500}
            onChange={count => set({ fixed: { ...site.fixed, [kind]: count ?? 0 } })}
          />
        </td>
      ))}
    </tr>
  );
}
