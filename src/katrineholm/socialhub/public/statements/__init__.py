"""What the site owes its visitors to tell of itself: how accessible it is, what is known of them.

Entry points: the pages ``accessibility-info`` and ``personal-data``. May import
``accounts.about`` and below.
"""
