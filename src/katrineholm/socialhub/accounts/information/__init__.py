"""The information text of a channel and its comment rules; the site's statements.

Statements are those on accessibility and on personal data. Open to others: ``section``, ``card``
and ``information_text``. May import ``accounts.channels``, core and site. Source: guidelines G8, G9
and G25.
"""
