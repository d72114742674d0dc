"""What stays in a site when the add-on is taken away, and how it comes back.

Content is a public record, so that nothing of it is thrown away: it is put away. ``away`` puts it
away and brings it back, ``content``, ``types``, ``holders`` and the portlets' ``placed`` do one
part each; ``page`` and ``notice`` tell the site's managers. None of it needs the add-on's layer.
"""
