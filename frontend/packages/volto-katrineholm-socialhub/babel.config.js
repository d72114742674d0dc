module.exports = (api) => {
  api.cache(true);
  return { presets: ['razzle'], plugins: [['react-intl', { messagesDir: './build/messages/' }]] };
};
