/** The HTTP face: health and the log as static files. It answers no inquiry yet. */
import Fastify, { type FastifyInstance } from 'fastify';

/** What the server asks the gateway for. `logFile` gives a file of the C2SP layout or null; both throw when the store is away. */
export interface Served {
  ready(): Promise<void>;
  logFile(path: string): Promise<Uint8Array | null>;
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

const problem = (status: number, title: string) => ({ type: 'about:blank', title, status });

/** Builds the server; the caller listens and closes. */
export function buildServer(served: Served): FastifyInstance {
  const server = Fastify({ logger: false, bodyLimit: 1024, requestTimeout: 10_000 });
  server.addHook('onSend', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('application/problem+json').send(problem(404, 'no such page')),
  );
  server.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode !== undefined && error.statusCode < 500 ? error.statusCode : 503;
    const title = status < 500 ? 'the request cannot be read' : 'unavailable: the store does not answer';
    return reply.code(status).type('application/problem+json').send(problem(status, title));
  });
  server.get('/livez', async () => ({ status: 'live' }));
  server.get('/readyz', async () => served.ready().then(() => ({ status: 'ready' })));
  server.get('/log/*', async (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    const bytes = await served.logFile(path);
    if (bytes === null) return reply.callNotFound();
    const isCheckpoint = path === 'checkpoint';
    return reply
      .type(isCheckpoint ? 'text/plain; charset=utf-8' : 'application/octet-stream')
      .header('cache-control', isCheckpoint ? 'max-age=2' : 'public, max-age=31536000, immutable')
      .send(Buffer.from(bytes));
  });
  return server;
}
