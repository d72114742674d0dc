// The test host's own settings: a Swedish site, as the demonstration is.
import '@plone/volto/config';

export default function applyConfig(config) {
  config.settings = {
    ...config.settings,
    isMultilingual: false,
    supportedLanguages: ['sv'],
    defaultLanguage: 'sv',
    socialhub: { languages: ['sv', 'en'] },
  };
  return config;
}
