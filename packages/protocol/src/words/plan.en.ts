/** What `clarion plan …` says, in English. */
export const planEn = {
  'cli.plan.demand': 'demand: id,weight',
  'cli.plan.prove':
    'today’s posts against a city’s own record, better ones for the same units, and what is proven of them',
  'cli.plan.prove.place': 'place pack with stations, units and recorded calls',
  'cli.plan.prove.teach': 'first days of the record that teach; the others judge',
  'cli.plan.prove.moves': 'most units that may stand elsewhere than today',
  'cli.plan.prove.sites': 'where units may stand: at stations, or also in any cell with calls',
  'cli.plan.prove.within':
    'response times in seconds, comma-separated, within which the share of calls is told',
  'cli.plan.prove.replications': 'replications of each simulation',
  'cli.plan.prove.out': 'all figures, by area too (JSON)',
  'cli.plan.prove.times': 'Learning what drives take …',
  'cli.plan.prove.fit': 'Simulating today’s posts against the days that judge …',
  'cli.plan.prove.improve': 'Looking for better posts, and testing them …',
  'cli.plan.prove.fits':
    'Record: mean {recorded} s over {n} calls; simulated {mean} s [{low}, {high}]. Largest distance of the distributions {distance}.',
  'cli.plan.prove.move': '{unitId}: from {fromId} to {toId}',
  'cli.plan.prove.noMove': 'No move lowers the expected response.',
  'cli.plan.prove.gain':
    '{figure}: {before} s today, {after} s then; difference [{low}, {high}] s: {verdict}.',
  'cli.plan.prove.meanSeconds': 'Mean',
  'cli.plan.prove.p90Seconds': 'Nine in ten',
  'cli.plan.prove.worstTenthSeconds': 'Mean of the slowest tenth',
  'cli.plan.prove.verdict.better': 'better, on the days that judge and in every retest',
  'cli.plan.prove.verdict.worse': 'worse, on the days that judge and in every retest',
  'cli.plan.prove.verdict.noProvenDifference': 'no proven difference',
  'cli.plan.prove.longer': 'Longer in {area}: {before} s today, {after} s then ({n} calls).',
  'cli.plan.proving': 'Looking for a proof …',
  'cli.plan.seconds': 'ends after this many seconds from the start; 60 where no limit is given',
  'cli.plan.iterations': 'ends after this many iterations; alone, the result depends on input and seed only',
  'cli.plan.seed': 'seed of chance',
  'cli.plan.posts': 'number of posts',
  'cli.plan.units': 'number of units; several may stand at one post',
  'cli.plan.busy': 'share of its time that a unit is busy, 0 to 1',
  'cli.plan.perPost': 'most units at one post; otherwise as many as there are',
  'cli.plan.expected': 'posts for units that are often busy (maximal expected covering)',
  'cli.plan.median': 'posts with the least weighted travel time (p-median)',
  'cli.plan.center': 'posts with the shortest longest travel time (p-center)',
  'cli.plan.matrix': 'travel times from sites to demand: from,to,travel_time_ms',
  'cli.plan.cost.done':
    'Cost {cost}, no choice is below {bound}. Gap {gap} %. Posts: {posts}. {iterations} iterations, {seconds} s.',
  'cli.plan.progress': 'iteration {iterations}: {value}, bound {bound}, gap {gap} %',
  'cli.plan.cover': 'posts that cover the most demand (maximal covering)',
  'cli.plan.cover.file': 'which site covers which demand: demand,site',
  'cli.plan.cover.done':
    '{covered} of {total} covered; no site covers {uncoverable} places. Gap {gap} %. Posts: {posts}. {iterations} iterations, {seconds} s.',

  'cli.plan.areas': 'contiguous areas of even workload',
  'cli.plan.areas.cells': 'cells: id,workload',
  'cli.plan.areas.edges': 'cells with a common border that can be crossed: a,b[,border_m]',
  'cli.plan.areas.count': 'number of areas',
  'cli.plan.areas.given': 'a division to be judged as it is: cell,area',
  'cli.plan.areas.out': 'the division: cell,area',
  'cli.plan.areas.done': '{areas} areas; the farthest from the mean is {imbalance} % away. {seconds} s.',
  'cli.plan.areas.torn': 'Not every area hangs together.',
  'cli.plan.areas.judge': 'simulate the division in this scenario, whose zones are the cells',
  'cli.plan.areas.nearerBy':
    'seconds by which a unit of another area must be nearer to go first; otherwise only where none of its own is free',
  'cli.plan.areas.against':
    'another division (cell,area) that meets the same calls: also tells the differences',
  'cli.plan.areas.judged':
    '{id}: there after {mean} s, nine in ten within {p90} s; {crossed} % by units of other areas; {more}.',
  'cli.plan.areas.all': 'All',
  'cli.plan.areas.work': 'keeps {busy} units busy, {balanced} if all were alike, and has {units}',
  'cli.plan.areas.uneven': 'the farthest from the mean is {imbalance} % away in work done',
  'cli.plan.areas.change': 'The other division, {figure}: {range}, {verdict}.',
  'cli.plan.areas.change.mean': 'seconds in the mean',
  'cli.plan.areas.change.p90': 'seconds for nine in ten',
  'cli.plan.areas.change.crossed': 'points by units of other areas',
  'cli.plan.areas.change.imbalance': 'points of imbalance',
  'cli.plan.areas.proven': 'proven',
  'cli.plan.areas.unproven': 'no proven difference',

  'cli.fault.IdUnknown': 'Column {field} names "{value}", which {other} does not list.',
  'cli.fault.NoWeight': 'No row has a weight above zero.',
  'cli.fault.DemandUnreachable': 'No site reaches "{value}".',
  'cli.plan.capacity':
    'most weight that each site can serve: site,capacity; a site without a row has no limit',
  'cli.plan.capacity.serves': '{post} ({weight} of {capacity})',
  'cli.plan.capacity.free': '{post} ({weight})',
  'cli.plan.capacity.and': ', ',
  'cli.fault.DemandTooHeavy':
    '"{value}" weighs {weight}, more than any permitted site that reaches it can serve. Divide it, or raise a capacity.',
  'cli.fault.CapacityTooSmall':
    'The {posts} largest permitted sites can serve {capacity}; the demand weighs {weight}. Ask for more posts, or raise capacities.',
  'cli.fault.CapacityImpossible':
    'No choice of {posts} posts can serve all demand within the capacities. Ask for more posts, or raise capacities.',
  'cli.fault.CapacityNotMet':
    'No choice of {posts} posts was found that serves all demand within the capacities. Ask for more posts, raise capacities, or give more time.',
  'cli.fault.DemandForbidden': 'No site that is left reaches "{value}". Take one that does off {field}.',
  'cli.fault.PostsTooFew': '{field} asks for {posts} posts; no such number of posts reaches all demand.',
  'cli.fault.PostsTooMany': '{field} asks for {posts} posts; there are only {sites} sites.',
  'cli.fault.AreasTooMany': '{field} asks for {areas} areas; there are only {cells} cells.',
  'cli.fault.CellsApart': 'From "{value}" no common border leads to the other cells.',
  'cli.fault.CellWithoutArea': 'Cell "{value}" has no area.',
  'cli.plan.demand.make':
    'demand by place and hour of the week, with its range, from recorded calls for help',
  'cli.plan.demand.calls': 'recorded calls for help (CSV)',
  'cli.plan.demand.cell': 'width of the cells in metres',
  'cli.plan.demand.fromDay': 'first day of the record to count, from 1',
  'cli.plan.demand.days': 'number of days to count; otherwise all',
  'cli.plan.demand.out': 'calls a week by cell: id,weight,low,high,lng,lat',
  'cli.plan.demand.hours': 'calls an hour by cell and hour of the week',
  'cli.plan.demand.done': '{out}: {calls} calls of {days} days in {places} cells.',
  'cli.fault.NoCalls': 'The record holds no call on these days.',
  'cli.plan.all': 'the fewest posts that cover all that any site covers, instead of --posts (set covering)',
  'cli.plan.backup': 'share of the weight that only a second post covers, up to 0.5 (backup cover)',
  'cli.plan.reliability': 'cover counts where a unit is free with this probability at least (MALP)',
  'cli.plan.fixed': 'sites that hold a post in any case: ids, comma-separated',
  'cli.plan.forbidden': 'sites that hold none: ids, comma-separated',
  'cli.fault.SiteUnknown': '{field} names "{value}", which is no site.',
  'cli.fault.SiteFixedAndForbidden': 'Site "{value}" is fixed and forbidden.',
  'cli.fault.FixedTooMany': '{field} names {fixed} sites; there are only {posts} posts.',
  'cli.plan.busy.own':
    'posts for units each of which is as busy as the posts make it (MEXCLP and hypercube in turn)',
  'cli.plan.busy.within': 'seconds within which a unit counts as there, turnout included',
  'cli.plan.busy.judge': 'who says how busy each unit is; the hypercube model is used where nothing is given',
  'cli.plan.busy.tolerance':
    'largest difference between a busy share that was counted on and the one that came of it',
  'cli.plan.busy.rounds': 'most rounds; where it has not settled by then, the result says so',
  'cli.plan.busy.settled':
    'Settled after {rounds} rounds. {units}. Covered {covered} of {total} calls an hour; gap {gap} %. {seconds} s.',
  'cli.plan.busy.unsettled':
    'Not settled after {rounds} rounds: a busy share is {change} off what was counted on. The best posts seen: {units}. Covered {covered} of {total} calls an hour; gap {gap} %. {seconds} s.',
  'cli.fault.PostsNotFree':
    'With a list of units for each zone, posts cannot be chosen. Use the rule "closest" without an order.',
  'cli.fault.PostCrowded':
    'At this unit its post holds more than {perSite}. Raise --per-post, or put the unit elsewhere.',
  'cli.fault.NothingWithin': 'From no post is any call reached within {within} s. Raise {field}.',
  'cli.plan.double':
    'posts that cover all within an outer time, a share within an inner one, and the most twice (double standard)',
  'cli.plan.double.inner': 'inner standard in seconds of driving',
  'cli.plan.double.outer': 'outer standard in seconds of driving',
  'cli.plan.double.share': 'share of the demand that one unit is to reach within the inner standard, 0 to 1',
  'cli.plan.double.done':
    'Covered twice: {twice}, once: {once}, of {total}; {uncoverable} that no site covers. Gap {gap} %. Posts: {posts}. {seconds} s.',
  'cli.fault.DoubleStandardImpossible':
    '{posts} units cannot reach all within {outer} s and {share} % within {inner} s; at best {all} % and {near} % were found. Ask for more units, or a lower share.',
  'cli.fault.DoubleStandardNotMet':
    'No choice of {posts} units was found that reaches all within {outer} s and {share} % within {inner} s; at best {all} % and {near} %. Ask for more units, a lower share, or give more time.',
  'cli.plan.site':
    'sites for several kinds of units, with costs, room, fixed and forbidden sites, and minimums by area',
  'cli.plan.site.everywhere': 'everywhere',
  'cli.plan.site.file': 'what is to be sited (JSON); --schema prints its form',
  'cli.plan.site.done':
    'Worth {value}, no choice more than {bound}. Gap {gap} %. {units}. Cost {cost}. {seconds} s.',
  'cli.fault.KindsApart':
    'The kinds {kinds} have different demand; a goal or minimum counts only kinds with the same demand together.',
  'cli.fault.DemandWithoutArea': 'The demand table has no column "area".',
  'cli.fault.FixedWithoutRoom': 'Site "{value}" has room for {room} such units. Fix fewer there.',
  'cli.fault.FixedTooDear': 'The fixed units cost {cost}; the budget is {budget}. Raise it, or fix fewer.',
  'cli.fault.MinimumUnreachable':
    '({area}) Units ({kinds}) at all permitted sites would cover {most} % {times}× within {within} s; {asked} % is asked. Permit more sites, or ask for less.',
  'cli.fault.MinimumsImpossible':
    'No choice meets all minimums: ({area}) at best {reached} % is covered {times}× within {within} s by {kinds}; {asked} % is asked. Enough would be: {needed}, at a cost of {cost}.',
  'cli.fault.MinimumsNotMet':
    'No choice was found that meets all minimums: ({area}) {reached} % is covered {times}× within {within} s by {kinds}; {asked} % is asked. Enough would be: {needed}, at a cost of {cost}.',
  'cli.fault.MinimumsWithoutRoom':
    'The sites have no room for enough units: ({area}) {reached} % is covered {times}× within {within} s by {kinds}; {asked} % is asked. Give sites more room, or ask for less.',
} as const satisfies Record<string, string>;
