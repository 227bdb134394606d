/** Colours of the map for each theme. Ground stays quiet: what moves and what waits is what the eye should find. */
export interface MapPalette {
  readonly ground: string;
  readonly built: string;
  readonly green: string;
  readonly water: string;
  readonly building: string;
  readonly minor: string;
  readonly middle: string;
  readonly major: string;
  readonly casing: string;
  readonly rail: string;
  readonly boundary: string;
  readonly text: string;
  readonly halo: string;
  readonly waterText: string;
}

export const mapPalettes: Readonly<Record<'dark' | 'light', MapPalette>> = {
  dark: {
    ground: '#10171e',
    built: '#131c24',
    green: '#13231f',
    water: '#0d2a3f',
    building: '#18232d',
    minor: '#253340',
    middle: '#31424f',
    major: '#40566a',
    casing: '#0b1116',
    rail: '#2b3742',
    boundary: '#4a5c70',
    text: '#a3b4c4',
    halo: '#0d1319',
    waterText: '#5d8fb3',
  },
  light: {
    ground: '#eef1f3',
    built: '#e8ecef',
    green: '#d9e8da',
    water: '#bcd8ea',
    building: '#dde3e8',
    minor: '#ffffff',
    middle: '#ffffff',
    major: '#fff6e0',
    casing: '#c8d1d9',
    rail: '#b9c3cc',
    boundary: '#97a6b5',
    text: '#3b4956',
    halo: '#ffffff',
    waterText: '#33698f',
  },
};
