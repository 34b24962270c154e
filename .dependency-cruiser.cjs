// The floors of the house: what each room may import. Tests beside the source are free to build what they test.
const PURE = ['terms', 'matching', 'log', 'inquiry', 'decision', 'audit'];
const BELOW_AUDIT = ['terms', 'matching', 'log', 'inquiry', 'decision'];
const BELOW_REGISTER = [...BELOW_AUDIT, 'audit', 'keys', 'store'];
const BELOW_GATEWAY = [...BELOW_REGISTER, 'register', 'witness', 'client'];
const BELOW_HTTP = [...BELOW_GATEWAY, 'gateway', 'accounting'];

/** Room -> the rooms it may import besides itself. */
const FLOORS = {
  terms: [],
  matching: [],
  log: [],
  inquiry: ['matching'],
  decision: ['inquiry', 'terms', 'matching'],
  audit: BELOW_AUDIT,
  keys: BELOW_AUDIT,
  store: BELOW_AUDIT,
  register: BELOW_REGISTER,
  witness: BELOW_REGISTER,
  client: [...BELOW_AUDIT, 'audit', 'keys'],
  gateway: BELOW_GATEWAY,
  accounting: [...BELOW_GATEWAY, 'gateway'],
  http: BELOW_HTTP,
  console: BELOW_HTTP,
  cli: [...BELOW_HTTP, 'http', 'console'],
};

/** The files of keys/ that hold no custodian's secret: what the requester's side may use. */
const OPEN_KEYS = ['sha256', 'jws', 'signing', 'random', 'ed25519', 'public', 'requester'];

const TEST = '[.]test[.]ts$';
const rooms = Object.keys(FLOORS).join('|');

const floors = Object.entries(FLOORS).map(([room, below]) => ({
  name: `floor-${room}`,
  comment: `${room} imports only from: ${below.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: TEST },
  to: { path: '^src/', pathNot: `^src/(${[room, ...below].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...floors,
    {
      name: 'known-room',
      comment: 'a folder of src is one of the rooms of the house',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${rooms})/` },
      to: {},
    },
    {
      name: 'client-holds-no-secret',
      comment: 'the requester side uses only what in keys/ holds no secret of the custodian',
      severity: 'error',
      from: { path: '^src/client/', pathNot: TEST },
      to: { path: '^src/keys/', pathNot: `^src/keys/(${OPEN_KEYS.join('|')})[.]ts$` },
    },
    {
      name: 'pure-without-node',
      comment: 'a pure room runs in a browser: no module of Node',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/`, pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-packages',
      comment: 'a pure room uses only packages that run in a browser, without clock, files or configuration',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/`, pathNot: TEST },
      to: { path: 'node_modules/', pathNot: 'node_modules/(zod|yaml|canonicalize|@noble/[a-z]+)/' },
    },
    {
      name: 'crypto-only-in-keys',
      comment: 'node:crypto is imported in keys/ and nowhere else',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/keys/', TEST] },
      to: { path: '^(node:)?crypto$' },
    },
    {
      name: 'postgres-only-in-store',
      comment: 'every SQL statement lies in store/, and with it the driver',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/store/', TEST] },
      to: {
        path: 'node_modules/(pg|pg-copy-streams|node-pg-migrate|@types/pg|@types/pg-copy-streams)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'source-without-tests',
      comment: 'the product imports no test, benchmark or tool',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: ['^(test|bench|tools)/', TEST] },
    },
    {
      name: 'source-without-dev-packages',
      comment: 'the product imports no development dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(src|test|bench|tools)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^countersign-data/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
