import { subKey, uniform } from './keyed.ts';
import { normalQuantile } from './normal.ts';

/** How long something takes, as a scenario says it. Every one with a `meanSeconds` has exactly that mean. */
export type LawDescription =
  | { readonly distribution: 'exponential' | 'deterministic'; readonly meanSeconds: number }
  /** `coefficientOfVariation`: standard deviation / mean. */
  | {
      readonly distribution: 'lognormal' | 'gamma';
      readonly meanSeconds: number;
      readonly coefficientOfVariation?: number | undefined;
    }
  /** The sum of `stages` equal exponential stages. */
  | {
      readonly distribution: 'erlang';
      readonly meanSeconds: number;
      readonly stages?: number | undefined;
    }
  /** One of the values that were observed, each as likely. */
  | { readonly distribution: 'empirical'; readonly valuesSeconds: readonly number[] };

/** A description made ready for drawing. */
export class Law {
  readonly meanSeconds: number;
  readonly #kind: LawDescription['distribution'];
  readonly #a: number;
  readonly #b: number;
  readonly #values: Float64Array;

  constructor(description: LawDescription) {
    this.#kind = description.distribution;
    this.#values = new Float64Array(0);
    this.#a = 0;
    this.#b = 0;
    if (description.distribution === 'empirical') {
      this.#values = Float64Array.from(description.valuesSeconds).sort();
      this.meanSeconds = this.#values.reduce((sum, value) => sum + value, 0) / this.#values.length;
      return;
    }
    const mean = description.meanSeconds;
    this.meanSeconds = mean;
    switch (description.distribution) {
      case 'exponential':
      case 'deterministic':
        this.#a = mean;
        return;
      case 'erlang':
        this.#a = description.stages ?? 2;
        this.#b = mean / this.#a;
        return;
      case 'lognormal': {
        const variance = Math.log1p((description.coefficientOfVariation ?? 1) ** 2);
        this.#a = Math.exp(Math.log(mean) - variance / 2);
        this.#b = Math.sqrt(variance);
        return;
      }
      case 'gamma':
        this.#a = 1 / (description.coefficientOfVariation ?? 1) ** 2;
        this.#b = mean / this.#a;
        return;
    }
  }

  /** Seconds; the same key always draws the same. Longer with a smaller key only by chance. */
  draw(key: number): number {
    switch (this.#kind) {
      case 'exponential':
        return -this.#a * Math.log(uniform(key));
      case 'deterministic':
        return this.#a;
      case 'lognormal':
        return this.meanSeconds === 0 ? 0 : this.#a * Math.exp(this.#b * normalQuantile(uniform(key)));
      case 'erlang': {
        let product = uniform(key);
        for (let stage = 1; stage < this.#a; stage++) product *= uniform(subKey(key, stage));
        return -this.#b * Math.log(product);
      }
      case 'gamma':
        return this.#b * gamma(this.#a, key);
      case 'empirical':
        return this.#values[Math.floor(uniform(key) * this.#values.length)]!;
    }
  }

  /** The share of cases that last longer than `seconds`. */
  longerThan(seconds: number): number {
    if (seconds < 0) return 1;
    switch (this.#kind) {
      case 'exponential':
        return this.#a === 0 ? 0 : Math.exp(-seconds / this.#a);
      case 'deterministic':
        return seconds < this.#a ? 1 : 0;
      case 'lognormal':
        return seconds === 0 ? 1 : this.#a === 0 ? 0 : normalTail(Math.log(seconds / this.#a) / this.#b);
      case 'erlang':
      case 'gamma':
        return this.#b === 0 ? 0 : gammaTail(this.#a, seconds / this.#b);
      case 'empirical':
        return this.#values.reduce((sum, value) => sum + (value > seconds ? 1 : 0), 0) / this.#values.length;
    }
  }
}

/** Source: G. Marsaglia and W. W. Tsang, A simple method for generating gamma variables (2000). */
function gamma(shape: number, key: number): number {
  if (shape < 1) return gamma(shape + 1, subKey(key, 1)) * uniform(subKey(key, 2)) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let attempt = 0; ; attempt += 2) {
    const x = normalQuantile(uniform(subKey(key, attempt + 3)));
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(uniform(subKey(key, attempt + 4))) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** P(Z > x). W. J. Cody's and others' series and fraction serve further than planning asks; this is good to 1e-12. */
function normalTail(x: number): number {
  const half = gammaTail(0.5, (x * x) / 2) / 2;
  return x >= 0 ? half : 1 - half;
}

/**
 * Regularised upper incomplete gamma function Q(a, x): series below a + 1, Legendre's continued fraction (Lentz) above.
 * Source: Abramowitz and Stegun 6.5.29 and 6.5.31.
 */
export function gammaTail(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-16 && n < 10_000; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b || 1e-300);
    c = b + an / c || 1e-300;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return front * h;
}

/** Natural logarithm of Γ(x), x > 0: Stirling's series after shifting x above 10 (error below 1e-13). */
export function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift += Math.log(y);
    y++;
  }
  const r = 1 / (y * y);
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / y;
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series - shift;
}
