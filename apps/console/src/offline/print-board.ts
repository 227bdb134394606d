/** Prints the board on numbered paper cards; the print style sheet shows them and nothing else. */
export function printBoard(): void {
  window.print();
}
