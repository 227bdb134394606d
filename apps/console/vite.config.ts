import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { keptFiles } from './kept-files.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['CLARION_SERVER'] ?? 'http://localhost:8080';

// A build is for use, whoever starts it: inside a test run NODE_ENV says `test`, and React would be its slow self.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

/** Four pages: the operators' console at `/`, the responder's phone page at `/unit`, the planner's at `/plan`, the centre's rules at `/rules`. */
export default defineConfig({
  root: here('.'),
  plugins: [react(), keptFiles()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        index: here('./index.html'),
        unit: here('./unit.html'),
        plan: here('./plan.html'),
        rules: here('./rules.html'),
      },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      '/api/live': { target: server.replace('http', 'ws'), ws: true },
      '/api': server,
      '/tiles': server,
    },
  },
});
