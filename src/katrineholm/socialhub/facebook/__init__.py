"""The municipality's places on Facebook, and the page that shows them there (guidelines G0b, G5).

Nothing is ever asked of Facebook, neither by the site nor by a visitor's browser.
"""
