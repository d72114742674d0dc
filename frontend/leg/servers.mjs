/** Backend and frontend on loopback, each ended by the id of its process. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { CHECKOUT, FRONTEND, TESTED } from './places.mjs';

const PATIENCE = 180_000; // milliseconds: a site that is made first takes a while
export const SITE = '/katrineholm';

const begun = [];

/** Start a program in a group of its own, its words kept in a file. */
function begin(name, command, args, options) {
  mkdirSync(TESTED, { recursive: true });
  const child = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  begun.push(child);
  child.once('error', (error) => {
    child.fault = error;
  });
  const words = createWriteStream(`${TESTED}/${name}.log`);
  child.stdout.pipe(words);
  child.stderr.pipe(words);
  return child;
}

const stop = (child) => {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
};

/** End all that was started by this process, whether it is ready yet or not. */
export const stopAll = () => begun.forEach(stop);

/** Whoever else is at the port would be taken for what is started here. */
async function free(port, name) {
  const answer = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' }).catch(() => null);
  if (answer) throw new Error(`Something else answers at port ${port}: choose another ${name}.`);
}

async function answers(url, child) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end && child.exitCode === null && !child.fault) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`Nothing answers at ${url}: see frontend/.tested/`);
}

/** A port that nobody has. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The demonstration as a site of Plone's volto distribution. */
export async function backend(port, frontendPort, folder) {
  await free(port, 'PORT');
  const kept = folder ? { DEMO_VAR: folder } : {};
  const env = { ...process.env, ...kept, PORT: `${port}`, FRONTEND_PORT: `${frontendPort}` };
  const child = begin('backend', 'demo/volto', [], { cwd: CHECKOUT, env });
  const url = `http://127.0.0.1:${port}${SITE}`;
  try {
    await answers(`${url}/sociala-medier`, child);
  } catch (error) {
    stop(child);
    throw error;
  }
  return { url, pid: child.pid, stop: () => stop(child) };
}

/** Volto's production server, for a backend's address. */
export async function frontend(port, api) {
  await free(port, 'FRONTEND_PORT');
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: `${port}`,
    RAZZLE_BIND_ADDRESS: '127.0.0.1',
    RAZZLE_INTERNAL_API_PATH: api,
    RAZZLE_DEV_PROXY_API_PATH: api,
  };
  const child = begin('frontend', 'node', ['build/server.js'], { cwd: FRONTEND, env });
  const url = `http://localhost:${port}`;
  try {
    await answers(`http://127.0.0.1:${port}/ok`, child);
  } catch (error) {
    stop(child);
    throw error;
  }
  return { url, pid: child.pid, stop: () => stop(child) };
}

/** Both, as a visitor and an editor meet them. */
export async function both({
  port = Number(process.env.PORT ?? 8080),
  frontendPort = Number(process.env.FRONTEND_PORT ?? 3000),
  folder = process.env.DEMO_VAR,
  between = (url) => ({ url, stop: () => {} }),
  site = backend,
} = {}) {
  const back = await site(port, frontendPort, folder);
  const through = await between(back.url);
  try {
    const front = await frontend(frontendPort, through.url);
    return {
      url: front.url,
      backend: back.url.replace('127.0.0.1', 'localhost'),
      control: through.control,
      pids: [front.pid, back.pid],
      stop: () => [front, through, back].forEach((each) => each.stop()),
    };
  } catch (error) {
    [through, back].forEach((each) => each.stop());
    throw error;
  }
}
