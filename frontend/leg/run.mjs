/** The steps of the leg; what they count is added up. */
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FRONTEND, TESTED, measured } from './places.mjs';
import { both, freePort, stopAll } from './servers.mjs';
import { filled, ready } from './site.mjs';

const MODULES = `${FRONTEND}/node_modules`;
const PROJECT = `${MODULES}/@plone/generator-volto/generators/app/templates`;
const VOLTO = `${MODULES}/@plone/volto`;
const SELF = fileURLToPath(import.meta.url);
const COUNTED = /^(\d+) passed, (\d+) failed\n/m;

const counted = { passed: 0, failed: 0 };

function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: FRONTEND,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function must(command, args, env) {
  const code = await run(command, args, env);
  if (code) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
}

/** Files of a Volto project that others wrote: taken from the packages, never committed. */
function takeFiles() {
  for (const name of ['src', 'public', 'theme', 'locales'])
    rmSync(`${FRONTEND}/${name}`, { recursive: true, force: true });
  cpSync(`${PROJECT}/src`, `${FRONTEND}/src`, { recursive: true });
  cpSync(`${PROJECT}/public`, `${FRONTEND}/public`, { recursive: true });
  cpSync(`${PROJECT}/babel.config.js`, `${FRONTEND}/babel.config.js`);
  // As in any project, it has nothing of its own: Volto's texts and the add-on's are put in.
  mkdirSync(`${FRONTEND}/locales/sv/LC_MESSAGES`, { recursive: true });
  writeFileSync(`${FRONTEND}/locales/sv/LC_MESSAGES/volto.po`, 'msgid ""\nmsgstr ""\n');
  mkdirSync(`${FRONTEND}/theme`);
  cpSync(`${VOLTO}/theme/theme.config`, `${FRONTEND}/theme/theme.config`);
  // Volto asks add-ons alone for settings, see volto.config.js.
  cpSync(`${FRONTEND}/host/settings`, `${MODULES}/socialhub-host`, { recursive: true });
}

/** Run tests and count them. */
async function test(config, env) {
  mkdirSync(TESTED, { recursive: true });
  const report = `${TESTED}/${config}.json`;
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['vitest', 'run', '--config', `vitest.${config}.mjs`, ...reporters];
  const code = await run('npx', args, env);
  const { numPassedTests = 0, numFailedTests = 0 } = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf-8'))
    : {};
  counted.passed += numPassedTests;
  // What fails outside of a test, such as a server that does not start, is a failure, too.
  counted.failed += numFailedTests || (code ? 1 : 0);
}

const written = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** The packages of the lock; npm writes its list of them when the last one is there. */
async function packages() {
  if (written(`${MODULES}/.package-lock.json`) > written(`${FRONTEND}/package-lock.json`)) return;
  await must('npm', ['ci', '--legacy-peer-deps', '--no-audit', '--no-fund']);
}

const STEPS = {
  async install() {
    await packages();
    takeFiles();
  },
  async lint() {
    await packages();
    await must('npm', ['run', '--silent', 'lint']);
  },
  async format() {
    await packages();
    await must('npm', ['run', '--silent', 'format']);
  },
  files: async () => takeFiles(),
  async types() {
    counted[(await run('npx', ['tsc', '--noEmit'])) ? 'failed' : 'passed'] += 1;
  },
  unit: () => test('unit'),
  async build() {
    // A port that is known when it is built would be the server's for good.
    const env = { CI: 'false', NODE_OPTIONS: '--max-old-space-size=2048', PORT: undefined };
    await must('npx', ['razzle', 'build', '--noninteractive'], env);
  },
  browser: (env) => test('browser', env),
  async start() {
    await built();
    const servers = await both();
    console.log(`Soon here: ${servers.url}/sociala-medier. Ctrl-C stops both servers.`);
    await new Promise((resolve) =>
      ['SIGINT', 'SIGTERM'].forEach((on) => process.once(on, resolve)),
    );
    servers.stop();
  },
  async pictures() {
    await built();
    await must('node', ['leg/pictures.mjs']);
  },
  async measure() {
    await built();
    await must('node', ['leg/measure.mjs']);
  },
};

/** Volto as it was built last; built first where it never was. */
async function built() {
  if (existsSync(`${FRONTEND}/build/server.js`)) return;
  await STEPS.install();
  await STEPS.build();
}

const HELP = `frontend/run [step …]: without a step, the leg: install, types, unit, build, browser.

  install    the packages of the lock unless they are there, and a Volto project's own files
  files      those files alone
  types      TypeScript
  unit       unit tests
  build      Volto with the add-on
  browser    tests in Chromium, with the demonstration's site and Volto before it
  lint       ESLint, Prettier and Stylelint, by Volto's rules
  format     the same, putting in order what they can
  start      both servers, until Ctrl-C
  measure    the hub against Volto's plain page: requests a second, and processor time
  pictures   Volto's pictures in docs/, taken anew

Steps that are named run one after the other. The leg makes its site while the packages come in,
and builds beside types and unit tests. The last three steps build first where Volto never was
built. PORT and FRONTEND_PORT move the servers, DEMO_VAR keeps the site in another folder,
SOCIALHUB_CHECKOUT takes it from another checkout.
`;

/** Steps in a process of their own, beside others; what they say is told when they have ended. */
function beside(...steps) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SELF, ...steps], { cwd: FRONTEND });
    let told = '';
    const hear = (text) => {
      told += text;
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf-8').on('data', hear);
    child.on('close', (code) => {
      const [line = '', passed = 0, failed = code ? 1 : 0] = told.match(COUNTED) ?? [];
      process.stdout.write(told.replace(line, ''));
      counted.passed += Number(passed);
      counted.failed += Number(failed);
      resolve(code);
    });
  });
}

/** All of it. What waits for the network and what works are done side by side. */
async function leg() {
  const [port, frontendPort] = [
    Number(process.env.PORT ?? (await freePort())),
    Number(process.env.FRONTEND_PORT ?? (await freePort())),
  ];
  const site = filled(port, frontendPort);
  site.catch(() => undefined); // It is told when the tests need it.
  const stop = () => {
    stopAll();
    process.exit(1);
  };
  ['SIGINT', 'SIGTERM'].forEach((on) => process.once(on, stop));
  try {
    await measured('install', STEPS.install);
    const [unbuilt] = await Promise.all([beside('build'), beside('types', 'unit')]);
    if (unbuilt) return;
    await site;
    await measured('browser', () => STEPS.browser(ready(port, frontendPort)));
  } finally {
    stopAll();
  }
}

async function all(steps) {
  for (const step of steps) await measured(step, STEPS[step]);
}

const steps = process.argv.slice(2);
if (steps.some((step) => /^(-h|--help|help)$/.test(step))) {
  process.stdout.write(HELP);
  process.exit(0);
}
const unknown = steps.filter((step) => !STEPS[step]);
if (unknown.length) {
  console.error(`There is no step ${unknown.join(', ')}.\n\n${HELP}`);
  process.exit(2);
}
try {
  await (steps.length ? all(steps) : measured('the leg', leg));
} catch (error) {
  console.error(error.message);
  counted.failed += 1;
}
if (counted.passed || counted.failed)
  console.log(`${counted.passed} passed, ${counted.failed} failed`);
process.exit(counted.failed ? 1 : 0);
