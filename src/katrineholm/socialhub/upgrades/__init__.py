"""Upgrade steps: a site of an earlier release is brought up to date.

``configure.zcml`` lists the steps by profile version; what a step does lies in a module of its own
or in a small profile beside it. May import every wing; no room imports it.
"""
