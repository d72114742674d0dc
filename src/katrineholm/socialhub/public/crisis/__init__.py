"""*Viktigt nu*: the information office highlights a channel or an entry in a crisis.

Entry points: the views ``@@crisis`` (for the office) and ``@@crisis-notice`` (for visitors, first
on every page), and the services ``@crisis`` and ``@important``. ``listings.important`` finds the
highlight. May import ``accounts.channels``, ``core.timeline``, ``public.listings``,
``site.caching``, ``site.forms``.
"""
