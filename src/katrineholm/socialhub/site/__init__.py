"""Infrastructure that all pages of a Plone site share. May import only ``core``."""
