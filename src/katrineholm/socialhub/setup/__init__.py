"""What happens when the add-on comes to a site, goes from it, and comes back.

``handlers`` are called by the profiles. Content is a public record, so that nothing of it is thrown
away: ``away`` puts it away and brings it back; ``content``, ``types``, ``holders`` and the
portlets'
``placed`` do one part each; ``page`` and ``notice`` tell the site's managers, and need none of the
add-on's layer. May import every wing but the console; no room imports it.
"""
