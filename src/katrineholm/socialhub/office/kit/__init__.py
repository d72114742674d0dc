"""Ready pictures for the accounts' profiles: avatars, headers and a badge, in the graphic profile.

The typeface in ``fonts`` is Inter Display 4.001 (https://rsms.me/inter/), SIL Open Font License,
cut down to Latin, Greek and Cyrillic letters. Entry points: its pages. May import channels, core,
``site.graphics``, ``site.settings``.
"""
