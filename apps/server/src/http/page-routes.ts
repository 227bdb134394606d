import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { App } from './app.ts';

/** The pages: operators at `/`, a crew's phone at `/unit`, planners at `/plan`, the centre's rules at `/rules`. They are the same for everybody and hold nothing. */
export async function addPages(app: App, folder: string): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false });
  const page = (reply: FastifyReply, file: string) =>
    reply.header('cache-control', 'no-cache').sendFile(file, { cacheControl: false });
  app.get('/', { config: { access: 'everyone' } }, (_request, reply) => page(reply, 'index.html'));
  app.get('/unit', { config: { access: 'everyone' } }, (_request, reply) => page(reply, 'unit.html'));
  app.get('/plan', { config: { access: 'everyone' } }, (_request, reply) => page(reply, 'plan.html'));
  app.get('/rules', { config: { access: 'everyone' } }, (_request, reply) => page(reply, 'rules.html'));
  app.get('/*', { config: { access: 'everyone' } }, (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    // What is built carries its hash in its name and never changes.
    const forever = path.startsWith('assets/');
    return reply.sendFile(path, forever ? { maxAge: '365d', immutable: true } : { maxAge: 0 });
  });
}
