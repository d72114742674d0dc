"""Pictures for the profiles of accounts, in the graphic profile.

Its pages are its entry points; ``style`` has the letters of the pictures. May import
``accounts.channels``, core and site.
"""
