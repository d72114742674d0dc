"""The catalogue of services: what an address on each of them means. Knows no Plone."""
