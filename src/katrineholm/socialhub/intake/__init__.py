"""How messages come in: from the public, by e-mail, and from the services themselves."""
