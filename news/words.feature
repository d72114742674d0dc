Texts for editors use one word for one thing, and no codes, identifiers or rights of programming interfaces.
