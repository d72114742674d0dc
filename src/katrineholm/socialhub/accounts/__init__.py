"""The municipality's accounts in social media and the people responsible. May import core, site."""
