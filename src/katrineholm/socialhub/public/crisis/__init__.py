"""*Viktigt nu*: the information office puts a channel or an entry on top in a crisis.

Entry points: the views ``@@crisis`` (for the office) and ``@@crisis-notice`` (what visitors see, on
the hub and above every portlet), and the service ``@crisis``. What is on top is told by
``listings.important``. May import ``accounts.channels``, ``core.timeline``, ``public.listings``,
``site.forms``.
"""
