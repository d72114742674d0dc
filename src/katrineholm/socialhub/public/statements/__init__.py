"""The site's statements to its visitors: accessibility and personal data.

Entry points: the pages ``accessibility-info`` and ``personal-data``. May import ``accounts.about``
and below.
"""
