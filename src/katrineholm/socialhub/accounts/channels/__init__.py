"""The content types, and what is known of each channel without waking it.

Entry points: ``interfaces`` (hub, administration, channel), ``facts`` (``visible``, ``known``,
``hub_of``), ``history.history``, ``moments`` (days where the site is). May import
``accounts.people``, core, ``site.caching``, ``site.forms``, ``site.settings``.
"""
