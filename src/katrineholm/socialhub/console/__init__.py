"""The command ``socialhub``: what an operator, or a timer, orders from outside the web server.

Entry point: ``main.main``. May import every wing.
"""
