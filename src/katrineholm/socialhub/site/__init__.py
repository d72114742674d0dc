"""Infrastructure that all pages of a Plone site share. Imports ``core`` only."""
