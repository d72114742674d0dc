"""The parties in the municipal council: equal cards in one order, for their term.

Open to others: ``interfaces``, ``portlet`` and ``fields``. May import accounts, site, core and
refresh. Source: guideline G6.
"""
