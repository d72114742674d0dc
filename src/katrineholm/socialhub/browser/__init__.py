"""The look: macros, stylesheet, icons and the theme. The designer's folder.

Other rooms meet it through macros by view name, not through Python. May import
``site.forms``, ``site.graphics`` and ``site.settings``.
"""
