"""The installation, the uninstallation and the return of the add-on.

``handlers`` are called by the profiles. Content is a public record and never deleted: ``away``
hides it and restores it; ``content``, ``types`` and the portlets' ``placed`` do one part each;
``page`` informs the site's managers, without the add-on's layer. May import every wing but the
console; no room imports it.
"""
