"""Pictures for the profiles of accounts, in the municipality's graphic profile.

Its pages are its entry points; ``style`` names the typeface of the pictures. May import
``accounts.channels``, core and site.
"""
