"""From an address to entries. Knows no Plone."""
