"""The content types, and facts about channels that are read without loading objects.

Entry points: ``interfaces`` (hub, administration, channel), ``facts`` (``visible``, ``known``,
``hub_of``), ``history.history``, ``moments`` (times in the site's zone). May import
``accounts.people``, core, ``site.caching``, ``site.forms``, ``site.settings``.
"""
