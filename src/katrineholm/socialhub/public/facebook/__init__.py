"""The municipality's places on Facebook, and the page that shows them there.

Facebook is never called, neither by the site nor by a visitor's browser. Entry points:
``interfaces.IFacebookPlace``, ``ties.ties``. May import core, site, accounts. Source: guidelines
G0b and G5.
"""
