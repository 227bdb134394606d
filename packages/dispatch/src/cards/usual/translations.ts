import type { ProtocolCard, Said } from '../card.ts';
import { type CardTranslation, sentencesOf } from '../translation.ts';
import { collapse } from './medical.ts';

type Row = readonly [slot: string, text: string, reading?: string];

/** Every row beside the sentence of the card that it was made from. */
function draft(card: ProtocolCard, tag: string, rows: readonly Row[]): CardTranslation {
  const known = new Map<string, Said>(sentencesOf(card).map(one => [one.slot, one.said]));
  return {
    form: 1,
    cardId: card.cardId,
    tag,
    edition: 1,
    translator: 'project',
    sentences: rows.map(([slot, text, reading]) => {
      const of = known.get(slot);
      if (of === undefined) throw new Error(`${card.cardId} has no ${slot}`);
      return { slot, of, text, ...(reading === undefined ? {} : { reading }) };
    }),
  };
}

/**
 * Drafts in the project's own words, of what is told when every second counts. Nobody has approved them: they are offered to who
 * writes cards at a centre, and are shown to no call taker before two of its people have put them in use.
 */
export const draftTranslations: readonly CardTranslation[] = [
  draft(collapse, 'es', [
    ['ask/awake', '¿Está despierta la persona? Llámela en voz alta y dele palmadas en los dos hombros.'],
    ['choice/awake/reacts', 'Está despierta o reacciona'],
    ['choice/awake/no', 'No reacciona'],
    ['ask/breathing', 'Mire el pecho durante diez segundos: ¿respira con normalidad?'],
    ['choice/breathing/normal', 'Sí, normal'],
    ['choice/breathing/no', 'No respira, o no con normalidad'],
    ['title/compress', 'Compresiones en el pecho'],
    ['line/compress/0', 'Acueste a la persona boca arriba en un suelo duro y arrodíllese junto al pecho.'],
    [
      'line/compress/1',
      'Ponga el talón de una mano en el centro del pecho y la otra mano encima, con los brazos rectos.',
    ],
    [
      'line/compress/2',
      'Empuje fuerte hacia abajo, de cinco a seis centímetros, y deje que el pecho suba cada vez.',
    ],
    ['line/compress/3', 'Siga el ritmo y cuente en voz alta conmigo. No pare.'],
  ]),
  draft(collapse, 'fr', [
    ['ask/awake', 'La personne est-elle réveillée ? Appelez-la fort et tapez sur ses deux épaules.'],
    ['choice/awake/reacts', 'Réveillée, ou elle réagit'],
    ['choice/awake/no', 'Aucune réaction'],
    ['ask/breathing', 'Regardez la poitrine pendant dix secondes : est-ce qu’elle respire normalement ?'],
    ['choice/breathing/normal', 'Oui, normalement'],
    ['choice/breathing/no', 'Elle ne respire pas, ou pas normalement'],
    ['title/compress', 'Massage cardiaque'],
    [
      'line/compress/0',
      'Allongez la personne sur le dos, sur un sol dur, et mettez-vous à genoux près de sa poitrine.',
    ],
    [
      'line/compress/1',
      'Posez le talon d’une main au milieu de la poitrine et l’autre main par-dessus, les bras tendus.',
    ],
    [
      'line/compress/2',
      'Appuyez fort, de cinq à six centimètres, et laissez la poitrine remonter à chaque fois.',
    ],
    ['line/compress/3', 'Suivez le rythme et comptez à haute voix avec moi. N’arrêtez pas.'],
  ]),
  draft(collapse, 'de', [
    ['ask/awake', 'Ist die Person wach? Rufen Sie laut und klopfen Sie ihr auf beide Schultern.'],
    ['choice/awake/reacts', 'Wach, oder sie reagiert'],
    ['choice/awake/no', 'Keine Reaktion'],
    ['ask/breathing', 'Sehen Sie zehn Sekunden lang auf die Brust: Atmet die Person normal?'],
    ['choice/breathing/normal', 'Ja, normal'],
    ['choice/breathing/no', 'Gar nicht, oder nicht normal'],
    ['title/compress', 'Herzdruckmassage'],
    ['line/compress/0', 'Legen Sie die Person flach auf harten Boden und knien Sie sich neben die Brust.'],
    [
      'line/compress/1',
      'Legen Sie den Ballen einer Hand auf die Mitte der Brust, die andere Hand darauf, die Arme gestreckt.',
    ],
    [
      'line/compress/2',
      'Drücken Sie kräftig fünf bis sechs Zentimeter nach unten und lassen Sie die Brust jedes Mal wieder hochkommen.',
    ],
    ['line/compress/3', 'Folgen Sie dem Takt und zählen Sie laut mit mir. Nicht aufhören.'],
  ]),
  draft(collapse, 'ru', [
    [
      'ask/awake',
      'Человек в сознании? Громко позовите его и похлопайте по обоим плечам.',
      'Chelovek v soznanii? Gromko pozovite yevo i pokhlopayte po oboim plecham.',
    ],
    ['choice/awake/reacts', 'В сознании или реагирует'],
    ['choice/awake/no', 'Не реагирует'],
    [
      'ask/breathing',
      'Смотрите на грудь десять секунд: он дышит нормально?',
      'Smotrite na grud desyat sekund: on dyshit normalno?',
    ],
    ['choice/breathing/normal', 'Да, нормально'],
    ['choice/breathing/no', 'Не дышит или дышит ненормально'],
    ['title/compress', 'Непрямой массаж сердца'],
    [
      'line/compress/0',
      'Положите человека на спину на твёрдый пол и встаньте на колени рядом с его грудью.',
      'Polozhite cheloveka na spinu na tvyordy pol i vstante na koleni ryadom s yevo grudyu.',
    ],
    [
      'line/compress/1',
      'Положите основание одной ладони на середину груди, вторую руку сверху, руки прямые.',
      'Polozhite osnovaniye odnoy ladoni na seredinu grudi, vtoruyu ruku sverkhu, ruki pryamyye.',
    ],
    [
      'line/compress/2',
      'Сильно нажимайте вниз на пять-шесть сантиметров и каждый раз давайте груди подняться.',
      'Silno nazhimayte vniz na pyat-shest santimetrov i kazhdy raz davayte grudi podnyatsya.',
    ],
    [
      'line/compress/3',
      'Следуйте ритму и считайте вслух вместе со мной. Не останавливайтесь.',
      'Sleduyte ritmu i schitayte vslukh vmeste so mnoy. Ne ostanavlivaytes.',
    ],
  ]),
];
