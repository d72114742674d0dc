"""The look: macros, stylesheets, icons and the theme.

Other rooms use its macros by view name. May import ``site.pages``, ``site.graphics`` and
``site.settings``.
"""
