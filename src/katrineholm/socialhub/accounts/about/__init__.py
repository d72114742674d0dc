"""The information text that law and guidelines require of a channel, ready to be copied.

Entry points: ``section.filled``, ``information.public_url``. May import channels, rules, core,
``site.settings``.
"""
