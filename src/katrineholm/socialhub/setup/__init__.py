"""The installation and removal of the add-on, and the transfer of a hub to another site.

Content is a public record, so it is hidden and restored, but never deleted. Open to others:
``handlers``, ``hub_export`` and ``hub_import``. May import every wing but the console and the
archive. No room imports it.
"""
