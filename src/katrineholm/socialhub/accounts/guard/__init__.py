"""Access to URLs below a hub, and rules against caching them.

Entry points: ``doors.refuse``, ``around.hide`` and ``caches.forbid_caching`` handle each request;
``menu`` is for the conditions of menus. May import ``accounts.channels`` and ``site.forms``.
"""
