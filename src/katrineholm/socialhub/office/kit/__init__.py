"""Pictures for the profiles of accounts: avatars, headers and a badge, in the graphic profile.

Entry points: its pages. May import channels, core, ``site.graphics``, ``site.settings``.
"""
