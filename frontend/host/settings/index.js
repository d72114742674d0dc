// The test host's own settings, as an add-on has them: a Swedish site that can be read in English, as
// the demonstration is.
export default function applyConfig(config) {
  config.settings = {
    ...config.settings,
    supportedLanguages: ['sv', 'en'],
    defaultLanguage: 'sv',
    socialhub: { languages: ['sv', 'en'] },
    siteTitleFormat: { includeSiteTitle: true },
    titleAndSiteTitleSeparator: '—',
  };
  return config;
}
