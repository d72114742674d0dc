"""The appearance of pages: header and footer, stylesheets, icons and the theme.

May import ``site.pages``, ``site.graphics`` and ``site.settings``.
"""
