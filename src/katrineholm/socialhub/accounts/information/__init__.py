"""A channel's information text and comment rules, the site's statements, and the manual.

The statements are on accessibility and on personal data. Open to others: ``section``, ``card`` and
``information_text``. May import ``accounts.channels``, core and site. Source: guidelines G8, G9 and
G25.
"""
