// Volto reads this when a project is built. Where the project's package.json says
//   "socialhub": { "swedish": true }
// Volto's list of languages gets Swedish, which it lacks: see the README.
const path = require('path');

const isWanted = () => require(path.resolve('package.json')).socialhub?.swedish === true;

// What several blocks and pages draw with is loaded once.
const shared = {
  name: 'socialhub-parts',
  test: path.join(__dirname, 'src'),
  chunks: 'async',
  minChunks: 3,
  enforce: true,
};

const plugins = (defaults) => defaults;

const modify = (config, { target }) => {
  if (isWanted())
    config.resolve.alias = {
      '@plone/volto/constants/Languages.cjs$': path.join(__dirname, 'src/languages.cjs'),
      ...config.resolve.alias,
    };
  const groups = config.optimization?.splitChunks?.cacheGroups;
  if (target === 'web' && groups) groups.socialhub = shared;
  return config;
};

module.exports = { plugins, modify };
