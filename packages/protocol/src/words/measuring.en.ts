/** Measuring a road network from the command line, in English. */
export const measuringEn = {
  'cli.roads.bench': 'measure every question of the road engine on a graph, beside a plain search',
  'cli.roads.bench.seed': 'same seed, same places, units and changes',
  'cli.roads.bench.threads':
    'threads that make the order (preset: one for each processor, up to eight; the order is the same)',
  'cli.roads.bench.order': 'ordering the roads: {percent} %',
  'cli.roads.bench.head':
    '{nodes} nodes, {arcs} arcs. Median (least to most) and, in the same run, the part of a plain search:',
  'cli.roads.bench.row': '{what}: {median} ({least} to {most}); {share}',
  'cli.roads.bench.times': '{number} × the search',
  'cli.roads.bench.part': '1/{number} of the search',
  'cli.roads.bench.memory':
    'Memory: hierarchy {hierarchy} MB, one metric {metric} MB, this process at most {peak} MB.',
  'cli.roads.bench.search': 'plain search of the whole network',
  'cli.roads.bench.ordering': 'order, threads: {threads}',
  'cli.roads.bench.frame': 'hierarchy from the order',
  'cli.roads.bench.customise': 'full customisation',
  'cli.roads.bench.change': 'arcs that change: {arcs}',
  'cli.roads.bench.time': 'one-to-one time',
  'cli.roads.bench.path': 'one-to-one with its arcs',
  'cli.roads.bench.nearest': 'nearest {k} of {units} units',
  'cli.roads.bench.nearestAble': 'nearest {k} of {units} units with a capability that one in {every} has',
  'cli.roads.bench.nearestMoving':
    'nearest {k} of {units} units, {moving} of which have moved since the last question',
  'cli.roads.bench.nearestAtDepot': 'nearest {k} of {units} units at one depot',
  'cli.roads.bench.move': 'a unit moves',
  'cli.roads.bench.matrix': 'matrix {rows} × {columns}',
  'cli.roads.bench.within': 'all within {minutes} minutes',
} as const satisfies Record<string, string>;
