// Volto's own languages, and Swedish.
module.exports = {
  ...require('@plone/volto-original/constants/Languages.cjs'),
  sv: 'Svenska',
};
