"""The upgrade steps from earlier releases.

``configure.zcml`` lists the steps by profile version; each step is a module here or a small
profile. May import every wing; no room imports it.
"""
