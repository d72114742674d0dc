"""What all pages share in a Plone site. Imports ``core`` only."""
