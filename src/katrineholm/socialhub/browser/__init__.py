"""The look: macros, stylesheets, icons and the theme.

Other rooms use the macros by view name, not by import. May import ``site.forms``, ``site.graphics``
and ``site.settings``.
"""
