"""The municipality's places on Facebook, to which this site never sends any requests.

Open to others: ``interfaces``, ``tie_backs`` and ``portlet``. May import ``public.listings``,
accounts, site and core. Source: guidelines G0b and G5.
"""
