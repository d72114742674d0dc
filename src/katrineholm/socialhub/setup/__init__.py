"""The add-on is installed, removed and returns; a hub moves to another site.

Content is a public record: it is hidden and restored, never deleted. Open to others: ``handlers``,
``hub_export`` and ``hub_import``. May import every wing but the console and the archive; no room
imports it.
"""
