"""The municipality's places on Facebook, which is never called.

Open to others: ``interfaces``, ``tie_backs`` and ``portlet``. May import ``public.listings``,
accounts, site and core. Source: guidelines G0b and G5.
"""
