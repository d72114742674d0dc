// The test host's build: Volto's own, with what the registry's packages lack put right.
const path = require('path');
const TerserPlugin = require('terser-webpack-plugin');
const volto = require('@plone/volto/razzle.config');

module.exports = {
  ...volto,
  // Nobody reads the maps of what is built here to be tried.
  options: { ...volto.options, enableSourceMaps: false },
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
    // razzle's own terser is too old for what Volto 19 is made of, and the server's script is read
    // by Node alone.
    const optimization = config.optimization ?? {};
    if (options.env.target === 'web')
      optimization.minimizer = (optimization.minimizer ?? []).map((each) =>
        each.constructor.name === 'TerserPlugin'
          ? new TerserPlugin({ minify: TerserPlugin.esbuildMinify })
          : each,
      );
    else optimization.minimize = false;
    return config;
  },
};
