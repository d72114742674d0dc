"""What answers by address below a hub, to whom, and what no cache may keep of it.

Entry points: ``doors.refuse``, ``around.hide`` and ``caches.forbid_caching`` hear of each request;
``menu`` tells the menus what a place is. May import ``accounts.channels`` and ``site.forms``.
"""
