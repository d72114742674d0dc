"""*Viktigt nu*: the information office puts a channel or an entry on top in a crisis.

Entry points: the views ``@@crisis`` (for the office) and ``@@crisis-notice`` (what visitors see,
first on every page), and the services ``@crisis`` and ``@important``. What is on top is told by
``listings.important``. May import ``accounts.channels``, ``core.timeline``, ``public.listings``,
``site.caching``, ``site.forms``.
"""
