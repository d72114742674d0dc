"""Comment rules: seven grounds for all channels, and a channel's own additions.

Entry points: ``comment_rules.rules_of``, ``grounds.GROUNDS``. May import channels, lifecycle,
people, core, ``site.mail``. Source: guideline G9.
"""
