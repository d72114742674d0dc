An accessibility statement after Digg's model in the place of Plone's page, and a page on personal data, both from the settings.
