// Volto reads this when a project is built. Where the project's package.json says
//   "socialhub": { "swedish": true }
// Volto's list of languages gets Swedish, which it lacks: see the README.
const path = require('path');

const isWanted = () => require(path.resolve('package.json')).socialhub?.swedish === true;

const plugins = (defaults) => defaults;

const modify = (config) => {
  if (isWanted()) {
    config.resolve.alias = {
      '@plone/volto/constants/Languages.cjs$': path.join(__dirname, 'src/languages.cjs'),
      ...config.resolve.alias,
    };
  }
  return config;
};

module.exports = { plugins, modify };
