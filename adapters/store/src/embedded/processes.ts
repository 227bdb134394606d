import { existsSync, readFileSync } from 'node:fs';

/**
 * A mark of when the process started, undefined when there is none. Numbers of processes are given out again, so a
 * number alone does not name one. Where /proc does not say, the mark is the same for every living process.
 */
export function startOf(pid: number): string | undefined {
  if (existsSync('/proc/self/stat')) {
    const stat = readIfThere(`/proc/${pid}/stat`);
    if (stat === undefined) return undefined;
    // The name in parentheses may hold spaces; state is the first field after it, the start time the twentieth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    const boot = readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
    return `${boot}/${fields[19]}`;
  }
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EPERM') return 'alive';
    return undefined;
  }
}

/** Whether the process is a PostgreSQL server of this cluster; true where the system does not say what it runs. */
export function isServerOf(pid: number, cluster: string): boolean {
  if (startOf(pid) === undefined) return false;
  if (!existsSync('/proc/self/cmdline')) return true;
  const words = readIfThere(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
  return /postgres/.test(words[0] ?? '') && words.includes(cluster);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && (fault.code === 'ENOENT' || fault.code === 'ESRCH'))
      return undefined;
    throw fault;
  }
}
