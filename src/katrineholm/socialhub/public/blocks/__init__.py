"""The portlets as blocks of Plone's modern frontend, and two blocks of its own.

Its blocks are its entry points. May import the rooms with portlets, and below.
"""
