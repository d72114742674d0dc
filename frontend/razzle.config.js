// The test host's build: Volto's own, with what the registry's packages lack put right.
const path = require('path');
const TerserPlugin = require('terser-webpack-plugin');
const volto = require('@plone/volto/razzle.config');

module.exports = {
  ...volto,
  modifyWebpackConfig: (options) => {
    const config = volto.modifyWebpackConfig(options);
    config.resolve.alias = {
      ...config.resolve.alias,
      '@plone/components$': path.resolve('host/components.js'),
    };
    // Chunks stay what they are made as, as with Volto's own razzle.
    config.plugins = config.plugins.filter(
      (each) => each?.constructor.name !== 'AggressiveMergingPlugin',
    );
    // razzle's own terser is too old for what Volto 19 is made of.
    const minimizer = config.optimization?.minimizer ?? [];
    config.optimization.minimizer = minimizer.map((each) =>
      each.constructor.name === 'TerserPlugin' && options.env.target === 'web'
        ? new TerserPlugin()
        : each,
    );
    return config;
  },
};
