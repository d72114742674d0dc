The newest posts of the parties' own feeds stand below the parties, apart from everything of the municipality's and as many for each party.
