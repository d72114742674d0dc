"""What all portlets have in common: the choice of a hub, a cache, forms that never break a page.

Entry points: ``base``, ``forms``, ``fields``; a portlet itself stands in the room that it
shows. May import ``site.caching`` and ``site.forms``.
"""
