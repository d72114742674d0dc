"""The parties in the municipal council, shown as equal cards during their term.

Open to others: ``interfaces``, ``portlet`` and ``fields``. May import accounts, site, core and
refresh. Source: guideline G6.
"""
