/**
 * The part of a road graph that searches and hierarchies need; a `RoadGraph` is one. Arcs are sorted by
 * tail (`firstOut`); `inArcs[firstIn[n]…]` are those that end at n. Times are whole milliseconds.
 */
export interface RoadArcs {
  readonly nodeCount: number;
  readonly arcCount: number;
  /** lng, lat of each node */
  readonly nodePoints: Float64Array;
  readonly firstOut: Uint32Array;
  readonly firstIn: Uint32Array;
  readonly inArcs: Uint32Array;
  readonly arcTail: Uint32Array;
  readonly arcHead: Uint32Array;
  readonly arcTimeMs: Uint32Array;
  /** Where turns count: how these nodes and arcs, which are told apart by how one came, belong to the streets. */
  readonly turns?: TurnMap | undefined;
}

/**
 * A view on which turns count has for each node of the streets one or more copies: where one stands after
 * coming by this arc or that. Its arcs are arcs of the streets, each from every copy of its tail that it may
 * be entered from; their time is the turn's and the arc's. Places, parts and closed stretches keep the
 * streets' own arcs and nodes.
 */
export interface TurnMap {
  readonly streets: RoadArcs;
  /** the street's node of each copy, and its arc of each arc */
  readonly nodeOf: Uint32Array;
  readonly arcOf: Uint32Array;
  /** copies of a street's node: copies[firstCopy[n]] … */
  readonly firstCopy: Uint32Array;
  readonly copies: Uint32Array;
  /** arcs of the view over a street's arc: over[firstOver[a]] … */
  readonly firstOver: Uint32Array;
  readonly over: Uint32Array;
  /** the copy where one stands after an arc that one began on */
  readonly after: Uint32Array;
  /** the copy from which every way on is open and free, for each street's node; NONE where there is none */
  readonly free: Uint32Array;
}
